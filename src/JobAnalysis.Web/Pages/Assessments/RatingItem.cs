using JobAnalysis.Application.Assessments;

namespace JobAnalysis.Web.Pages.Assessments;

/// <summary>One line of a rating form, by person or by competency.</summary>
public sealed record RatingItem(
    int Index, string Heading, string Tag, IReadOnlyList<Need> Needs, ShowRating.Answer? Self, Floor? Floor, int? AcceptedLevel, DateOnly? AcceptedOn, Guid? ClaimTaskId,
    IReadOnlyList<LevelText> Levels, string? Choice, string? Comment, bool Writes, bool SelfSubmitted, bool ShowsIndicators, IReadOnlyList<KeyValuePair<string, string>> Hidden);
