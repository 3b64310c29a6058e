using JobAnalysis.Application.Access;
using JobAnalysis.Application.Messaging;

namespace JobAnalysis.Application.Assessments;

/// <summary>One competency of the own assessment, with its levels and where it stands in the row of items; null when the version has none of that id.</summary>
public static class ShowSelfItem
{
    [Requires(Capability.AssessSelf)]
    public sealed record Query(Guid CompetencyId) : IQuery<View?>;

    public sealed record View(ShowSelfAssessment.View Whole, ShowSelfAssessment.Item Item, IReadOnlyList<LevelText> Levels);

    internal sealed class Handler(ShowSelfAssessmentReader whole, ItemTexts texts) : IQueryHandler<Query, View?>
    {
        public async Task<View?> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await whole.Read(cancellationToken) is not { } view) return null;
            var item = view.Required.Concat(view.Voluntary).FirstOrDefault(i => i.Competency.CompetencyId == request.CompetencyId);
            return item is null ? null : new(view, item, [.. (await texts.Levels([request.CompetencyId], cancellationToken))[request.CompetencyId]]);
        }
    }
}
