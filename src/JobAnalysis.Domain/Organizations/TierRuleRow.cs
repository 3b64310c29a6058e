namespace JobAnalysis.Domain.Organizations;

/// <summary>One row of the tier rule (decisions 3). Null in a condition means any.</summary>
/// <param name="Id">Stored on the appointment's tier, so that a result can be explained.</param>
/// <param name="OrganizationId">The agency that wrote the row, null for a system row.</param>
/// <param name="Category">人員類別; every category has its own rows.</param>
/// <param name="LowestGrade">Lowest matching value of the position's highest 職等, null without bound; both null: also positions without grades.</param>
/// <param name="HighestGrade">Highest matching value of the position's highest 職等, null without bound.</param>
/// <param name="IsSupervisory">主管職務 only, others only, or null for both.</param>
/// <param name="Level">機關層級, or null for every one.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">First day after, null without end.</param>
/// <param name="Tier">The result.</param>
public sealed record TierRuleRow(
    Guid Id,
    Guid? OrganizationId,
    PersonnelCategory Category,
    int? LowestGrade,
    int? HighestGrade,
    bool? IsSupervisory,
    OrganizationLevel? Level,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    Tier Tier);
