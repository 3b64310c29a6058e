using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Positions;

/// <summary>職務類型: the agency's own grouping of positions; not 職系, not 職組.</summary>
[ScopeKind(ScopeKind.Organization)]
public sealed class JobFamily : IOwnedByOrganization
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public required LocalizedText Name { get; init; }

    public int DisplayOrder { get; init; }
}

/// <summary>職務: one 職務編號. What it is on a day stands in <see cref="PositionFacts"/>, where it is in <see cref="PositionPlacement"/>.</summary>
[ScopeKind(ScopeKind.Organization)]
public sealed class Position : IOwnedByOrganization, IRevised
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    /// <summary>職務編號, unique in the agency.</summary>
    public required string Number { get; init; }

    public DateOnly? RetiredOn { get; init; }

    public long Revision { get; private set; } = 1;
}

/// <summary>Dated facts of a position: 職稱, 官等職等, 職系, 主管別, category, profile.</summary>
[ScopeKind(ScopeKind.Organization)]
public sealed class PositionFacts : IOwnedByOrganization, IRecorded
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public Guid PositionId { get; init; }

    public required LocalizedText Title { get; init; }

    public PersonnelCategory Category { get; init; }

    /// <summary>職務列等, 1–14; null for categories without 職等.</summary>
    public int? GradeLow { get; init; }

    public int? GradeHigh { get; init; }

    /// <summary>官等職等 as text for categories outside 任用法.</summary>
    public string? GradeText { get; init; }

    /// <summary>職系, by name; null outside 任用法.</summary>
    public string? JobSeries { get; init; }

    /// <summary>主管別.</summary>
    public bool IsSupervisory { get; init; }

    /// <summary>The unit this position heads; its incumbent is derived as unit head, never granted.</summary>
    public Guid? HeadsUnitId { get; init; }

    /// <summary>Order inside the unit: 首長, 副首長, 主管, then the rest.</summary>
    public int OfficialOrder { get; init; }

    public Guid? JobFamilyId { get; init; }

    /// <summary>職能需求表 that applies; null = 需求未訂.</summary>
    public Guid? CompetencyProfileId { get; init; }

    public DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? SupersededAt { get; init; }
}

/// <summary>The unit a position belongs to on a day.</summary>
[ScopeKind(ScopeKind.Organization)]
public sealed class PositionPlacement : IOwnedByOrganization, IRecorded
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public Guid PositionId { get; init; }

    public Guid UnitId { get; init; }

    public DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? SupersededAt { get; init; }
}
