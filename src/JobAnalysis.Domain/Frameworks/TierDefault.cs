using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Frameworks;

/// <summary>層級預設: suggested required levels by tier. Enters a computation only after an adoption (decisions.md 11).</summary>
[ScopeKind(ScopeKind.Inherited)]
public sealed class TierDefaultSet : IInherited
{
    public Guid Id { get; init; }

    public Guid? OwnerOrganizationId { get; init; }

    public Guid FrameworkId { get; init; }

    public int Number { get; init; }

    public required LocalizedText Name { get; init; }

    public ContentStatus Status { get; init; }

    /// <summary>Whom the defaults are for.</summary>
    public LocalizedText? Note { get; init; }

    public DateTimeOffset PublishedAt { get; init; }
}

/// <summary>One default of a set: competency x tier, with its reason.</summary>
[ScopeKind(ScopeKind.Inherited)]
public sealed class TierDefault : IInherited
{
    public Guid Id { get; init; }

    public Guid? OwnerOrganizationId { get; init; }

    public Guid SetId { get; init; }

    public Guid CompetencyId { get; init; }

    public Tier Tier { get; init; }

    /// <summary>Required rank; 0 = 無要求.</summary>
    public int Level { get; init; }

    public required LocalizedText Reason { get; init; }
}

/// <summary>採用: an agency uses a framework version from a day, with document number; a superior agency may decide for its 所屬.</summary>
[ScopeKind(ScopeKind.Inherited)]
public sealed class FrameworkAdoption : IInherited, IRecorded
{
    public Guid Id { get; init; }

    /// <summary>The adopting agency.</summary>
    public Guid? OwnerOrganizationId { get; init; }

    public Guid FrameworkId { get; init; }

    public Guid FrameworkVersionId { get; init; }

    public DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public required string DocumentNumber { get; init; }

    public bool IncludesSubordinates { get; init; }

    public Guid RecordedBy { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? SupersededAt { get; init; }
}

/// <summary>A named HR officer adopted a set of tier defaults from a day.</summary>
[ScopeKind(ScopeKind.Organization)]
public sealed class TierDefaultAdoption : IOwnedByOrganization, IRecorded
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public Guid FrameworkId { get; init; }

    public Guid SetId { get; init; }

    public DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public string? DocumentNumber { get; init; }

    public Guid RecordedBy { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? SupersededAt { get; init; }
}
