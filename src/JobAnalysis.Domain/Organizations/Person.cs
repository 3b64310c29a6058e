using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Organizations;

/// <summary>人員 of one agency. A transfer to another agency makes a new person there; the account links them.</summary>
[ScopeKind(ScopeKind.Person)]
public sealed class Person : IAboutPerson, IRevised
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    /// <summary>The same as <see cref="Id"/>: a person is a row about himself.</summary>
    public Guid PersonId { get; init; }

    /// <summary>The account of the person; at most one person of an agency for each account.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>員工編號 of the agency, not the identity number.</summary>
    public required string PersonnelNumber { get; init; }

    public required string Name { get; init; }

    /// <summary>Name with width, 台/臺 and name dots folded, for search.</summary>
    public required string NameForSearch { get; init; }

    /// <summary>審定職等; information only, never used to choose requirements.</summary>
    public int? ConfirmedGrade { get; init; }

    public DateOnly? LeftOn { get; init; }

    /// <summary>Raised in the transaction that changes any input of this person's results; a run publishes only what it read.</summary>
    public long InputRevision { get; private set; } = 1;

    public long Revision { get; private set; } = 1;

    public void RaiseInputRevision() => InputRevision++;
}

/// <summary>任職: person in a position for a period, with kind and document number.</summary>
[ScopeKind(ScopeKind.Person)]
public sealed class Appointment : IAboutPerson, IRecorded
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>Null for 借調, which keeps the 本職 and carries no requirement.</summary>
    public Guid? PositionId { get; init; }

    public AppointmentKind Kind { get; init; }

    public required string DocumentNumber { get; init; }

    /// <summary>Host agency of a 借調; reference data.</summary>
    public Guid? HostOrganizationId { get; init; }

    /// <summary>Host unit of a 借調 as text; inside one agency <see cref="HostUnitId"/> names it.</summary>
    public string? HostUnit { get; init; }

    public Guid? HostUnitId { get; init; }

    public DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? SupersededAt { get; init; }
}

/// <summary>Dated tier of an appointment, with the rule row (or the reason) that gave it (decisions.md 3).</summary>
[ScopeKind(ScopeKind.Person)]
public sealed class AppointmentTier : IAboutPerson, IRecorded
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    public Guid AppointmentId { get; init; }

    public Tier Tier { get; init; }

    public Guid? TierRuleId { get; init; }

    public string? OverrideReason { get; init; }

    public DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? SupersededAt { get; init; }
}

/// <summary>留職停薪: out of rounds and of coverage until 回職復薪.</summary>
[ScopeKind(ScopeKind.Person)]
public sealed class LeaveWithoutPay : IAboutPerson, IRecorded
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    public required string DocumentNumber { get; init; }

    public DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? SupersededAt { get; init; }
}

/// <summary>Lets one named person see another: a rater named by HR, or the host's head of a 借調.</summary>
[ScopeKind(ScopeKind.Person)]
public sealed class PersonShare : IAboutPerson, IDated
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>Account that may see the person within the dates.</summary>
    public Guid ViewerAccountId { get; init; }

    public PersonShareKind Kind { get; init; }

    public required string Reason { get; init; }

    public DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }
}

/// <summary>Why a person is shared: HR named another rater, or another agency is host of a 借調 (decisions.md 12).</summary>
public enum PersonShareKind { AssignedRater, SecondmentHost }

/// <summary>One dated row of the tier rule, owned by the system or by an agency (agency wins); rows of an owner never overlap.</summary>
[ScopeKind(ScopeKind.Inherited)]
public sealed class TierRule : IInherited, IDated
{
    public Guid Id { get; init; }

    public Guid? OwnerOrganizationId { get; init; }

    public PersonnelCategory Category { get; init; }

    /// <summary>Lowest highest-grade the row takes; null for categories without 職等.</summary>
    public int? GradeFrom { get; init; }

    public int? GradeTo { get; init; }

    /// <summary>主管別 the row takes; null = both.</summary>
    public bool? IsSupervisory { get; init; }

    /// <summary>機關層級 the row takes; null = every level.</summary>
    public OrganizationLevel? OrganizationLevel { get; init; }

    public Tier Tier { get; init; }

    public DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }
}

/// <summary>A rule value of an agency (or of the system) from a day; its row is stored with each result.</summary>
[ScopeKind(ScopeKind.Inherited)]
public sealed class Setting : IInherited
{
    public Guid Id { get; init; }

    public Guid? OwnerOrganizationId { get; init; }

    public required string Key { get; init; }

    public required string Value { get; init; }

    public DateOnly ValidFrom { get; init; }

    public Guid? ChangedBy { get; init; }

    public DateTimeOffset RecordedAt { get; init; }
}
