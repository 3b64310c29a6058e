using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Assessments;

/// <summary>One choice of a form: a level (full-width digits too), 未評, and 不適用 for the person or 無法觀察 for a rater.</summary>
public readonly record struct ChosenAnswer(AnswerKind Kind, int? Level)
{
    public const string None = "none";
    public const string NotApplicable = "not-applicable";
    public const string NotObserved = "not-observed";

    /// <param name="typed">The value of the form; nothing chosen is 未評.</param>
    /// <param name="highest">Highest rank of the scale.</param>
    /// <param name="byRater">無法觀察 is an answer of raters, 不適用 one of the person.</param>
    /// <exception cref="RuleViolationException"><c>assessments.level-unreadable</c>, <c>assessments.level-outside-scale</c>.</exception>
    public static ChosenAnswer Read(string? typed, int highest, bool byRater) => typed switch
    {
        null or "" or None => new(AnswerKind.NotAnswered, null),
        NotApplicable when !byRater => new(AnswerKind.ClaimedNotApplicable, null),
        NotObserved when byRater => new(AnswerKind.NotObserved, null),
        _ => new(AnswerKind.Rated, RatedLevel.Read(typed, highest).Rank),
    };

    /// <summary>The value the form shows for a stored answer.</summary>
    public static string Show(AnswerKind kind, int? level) => kind switch
    {
        AnswerKind.Rated => new RatedLevel(level!.Value).ToString(),
        AnswerKind.ClaimedNotApplicable => NotApplicable,
        AnswerKind.NotObserved => NotObserved,
        _ => None,
    };
}
