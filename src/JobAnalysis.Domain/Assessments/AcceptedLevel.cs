using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Assessments;

/// <summary>
/// 現況級別: one row for each (person, competency, accepted assessment answer). Always a level that somebody gave (decisions.md 8).
/// Rows of one competency never overlap while current; a later one closes the earlier.
/// </summary>
[ScopeKind(ScopeKind.Person)]
public sealed class AcceptedLevel : IAboutPerson, IRecorded
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    public Guid CompetencyId { get; init; }

    /// <summary>Rank; 0 = 未達第1級.</summary>
    public int Level { get; init; }

    public AssessmentSource Source { get; init; }

    /// <summary>Answer the level was given in.</summary>
    public Guid AnswerId { get; init; }

    public Guid AssessmentId { get; init; }

    /// <summary>Clause of the acceptance rule that decided, e.g. SupervisorAboveFloor.</summary>
    public required string RuleClause { get; init; }

    /// <summary>Version of the acceptance rule.</summary>
    public int RuleVersion { get; init; }

    public DateOnly RatedOn { get; init; }

    /// <summary>First day it counts.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>First day after its validity (有效期).</summary>
    public DateOnly? ValidTo { get; set; }

    public DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? SupersededAt { get; set; }
}

/// <summary>Cache of the accepted levels of a person on a framework lineage, in ordinal order; rebuilt from <see cref="AcceptedLevel"/>.</summary>
[ScopeKind(ScopeKind.Person)]
public sealed class AcceptedVector : IAboutPerson
{
    public Guid OrganizationId { get; init; }

    public Guid PersonId { get; init; }

    public Guid FrameworkId { get; init; }

    /// <summary>One byte a competency: rank, or 255 = none.</summary>
    public required byte[] Levels { get; set; }

    /// <summary>First day of each level as days since 0001-01-01 (DateOnly.DayNumber); 0 where none.</summary>
    public required int[] ValidFromDays { get; set; }

    /// <summary>First day after each level; int.MaxValue = open; 0 where none.</summary>
    public required int[] ValidToDays { get; set; }

    /// <summary>Per item CellInput flags (re-assessment needed, disputed).</summary>
    public required byte[] InputFlags { get; set; }

    /// <summary>Day for which it was built: of each item the last level that had begun then, valid or expired.</summary>
    public DateOnly BuiltOn { get; set; }

    /// <summary>First later day on which a level begins: from then on the rows are read, not the cache. Null = none.</summary>
    public DateOnly? NextStartOn { get; set; }

    /// <summary>Value of person.input_revision the cache was built for.</summary>
    public long InputRevision { get; set; }
}

/// <summary>免適用: approved release of one appointment from one requirement, with reason and end date.</summary>
[ScopeKind(ScopeKind.Person)]
public sealed class Exemption : IAboutPerson, IRecorded
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    public Guid AppointmentId { get; init; }

    public Guid CompetencyId { get; init; }

    public required string Reason { get; init; }

    public Guid ProposedBy { get; init; }

    /// <summary>Account of HR that approved; null while it is a proposal and has no effect.</summary>
    public Guid? ApprovedBy { get; set; }

    public DateTimeOffset? ApprovedAt { get; set; }

    public DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? SupersededAt { get; set; }
}
