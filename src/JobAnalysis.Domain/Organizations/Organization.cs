using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Organizations;

/// <summary>機關: the tenant and the outer limit of named data. Names of agencies are public.</summary>
[ScopeKind(ScopeKind.Shared)]
public sealed class Organization
{
    public Guid Id { get; init; }

    /// <summary>機關代碼.</summary>
    public required string Code { get; init; }

    public required LocalizedText Name { get; init; }

    public required LocalizedText ShortName { get; init; }

    public DateOnly? RetiredOn { get; init; }
}

/// <summary>Place of an agency in the dated agency tree, with its 機關層級.</summary>
[ScopeKind(ScopeKind.Shared)]
public sealed class OrganizationPlacement : IRecorded
{
    public Guid Id { get; init; }

    public Guid PlacedOrganizationId { get; init; }

    /// <summary>上級機關.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>主管機關 for personnel matters.</summary>
    public Guid? SupervisingId { get; init; }

    public OrganizationLevel Level { get; init; }

    public DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? SupersededAt { get; init; }
}

/// <summary>單位: internal division of one agency. The root unit is 本機關 (head, deputies, 主任秘書).</summary>
[ScopeKind(ScopeKind.Organization)]
public sealed class Unit : IOwnedByOrganization
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public required LocalizedText Name { get; init; }

    public UnitKind Kind { get; init; }

    public DateOnly? RetiredOn { get; init; }
}

/// <summary>Which line a unit belongs to: 人事, 主計, 政風 staff are rated by their own line (decisions.md 12).</summary>
public enum UnitKind { Root, Business, Personnel, Accounting, Ethics }

/// <summary>Place of a unit in the dated unit tree, in 建制順序.</summary>
[ScopeKind(ScopeKind.Organization)]
public sealed class UnitPlacement : IOwnedByOrganization, IRecorded
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public Guid UnitId { get; init; }

    public Guid? ParentId { get; init; }

    /// <summary>ltree of unit ids in N format from the root to the unit itself ('-' is illegal before PostgreSQL 16).</summary>
    public required string Path { get; init; }

    /// <summary>建制順序 among the children of one parent.</summary>
    public int DisplayOrder { get; init; }

    public DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? SupersededAt { get; init; }
}
