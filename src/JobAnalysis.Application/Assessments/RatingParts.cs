namespace JobAnalysis.Application.Assessments;

/// <summary>What the rating use cases read beside the sheet itself.</summary>
internal sealed record RatingParts(CurrentRound Rounds, Homes Homes, ItemTexts Texts, Floors Floors, AssessmentTasks Tasks, RequiredItems Required, RaterReader Raters);
