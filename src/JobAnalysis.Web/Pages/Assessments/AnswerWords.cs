using JobAnalysis.Application.Assessments;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Assessments;

/// <summary>How an answer is told in words.</summary>
internal static class AnswerWords
{
    public static string Of(Text text, Display display, string? choice) => choice switch
    {
        null or "" or ChosenAnswer.None => text["assessments.answer.none"],
        ChosenAnswer.NotApplicable => text["assessments.answer.not-applicable"],
        ChosenAnswer.NotObserved => text["assessments.answer.not-observed"],
        _ => int.TryParse(choice, out var level) ? display.Level(level) : choice,
    };

    public static string Of(Text text, Display display, ShowRating.Answer? answer) =>
        answer is null ? text["assessments.answer.none"] : Of(text, display, ChosenAnswer.Show(answer.Kind, answer.Level));

    /// <summary>A comment on a line of its own below the answer.</summary>
    public static string Beside(string? comment) => string.IsNullOrWhiteSpace(comment) ? "" : $"\n{comment.Trim()}";

    public static string Kind(Text text, AssessmentSource source) => text[source is AssessmentSource.Test ? "assessments.source.test" : "assessments.source.evidence"];

    /// <summary>What was handed in is read-only (matrix row 7): 409, with the sentence above the page.</summary>
    public static IActionResult AlreadySubmitted(this PageModel page, Text text)
    {
        page.ModelState.AddModelError("", text["assessments.already-submitted"]);
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }
}
