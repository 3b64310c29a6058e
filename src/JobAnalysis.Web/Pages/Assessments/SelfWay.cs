using JobAnalysis.Application.Assessments;

namespace JobAnalysis.Web.Pages.Assessments;

/// <summary>The way through the own assessment: required items, attitudes, handing in; a voluntary item leads back to the overview.</summary>
public sealed record SelfWay(int Number, int Total, string? Previous, string Next)
{
    public static SelfWay Of(ShowSelfAssessment.View whole, Guid at)
    {
        List<(Guid Id, string Url)> stops =
        [
            .. whole.Required.Select(i => (i.Competency.CompetencyId, $"/me/assessment/competencies/{i.Competency.CompetencyId}")),
            .. whole.Attitudes.Select(a => (a.AttitudeId, $"/me/assessment/attitudes/{a.AttitudeId}")),
        ];
        var index = stops.FindIndex(s => s.Id == at);
        if (index < 0) return new(0, 0, null, "/me/assessment");
        var attitudes = index >= whole.Required.Count;
        return new(
            attitudes ? index - whole.Required.Count + 1 : index + 1, attitudes ? whole.Attitudes.Count : whole.Required.Count,
            index == 0 ? null : stops[index - 1].Url, index == stops.Count - 1 ? "/me/assessment/submit" : stops[index + 1].Url);
    }
}
