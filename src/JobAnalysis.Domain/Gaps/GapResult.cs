using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Gaps;

/// <summary>
/// The resolved requirement of a profile version, tier and set of layers: immutable, shared by appointments.
/// Vectors are in ordinal order of the framework lineage.
/// </summary>
[ScopeKind(ScopeKind.Organization)]
public sealed class ResolvedRequirement : IOwnedByOrganization
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public Guid FrameworkId { get; init; }

    public Guid FrameworkVersionId { get; init; }

    /// <summary>Null where the position has no profile: only tier defaults apply.</summary>
    public Guid? ProfileVersionId { get; init; }

    /// <summary>Null where no tier rule matched: every cell is 需求未訂.</summary>
    public Tier? Tier { get; init; }

    /// <summary>Adopted set of tier defaults; null = none adopted.</summary>
    public Guid? TierDefaultSetId { get; init; }

    /// <summary>Required rank a byte; 0 = 無要求, 255 = 需求未訂.</summary>
    public required byte[] Required { get; init; }

    /// <summary>關鍵 as bits: item i is bit i % 8 of byte i / 8.</summary>
    public required byte[] Critical { get; init; }

    /// <summary>1–5; 0 = not given.</summary>
    public required byte[] Importance { get; init; }

    /// <summary>Winning layer (RequirementLayer).</summary>
    public required byte[] Layers { get; init; }

    /// <summary>SHA-256 over all of the above; unique in the agency.</summary>
    public required byte[] ContentHash { get; init; }
}

/// <summary>Current comparison of one appointment on one framework lineage.</summary>
[ScopeKind(ScopeKind.Person)]
public sealed class GapResult : IAboutPerson
{
    public Guid OrganizationId { get; init; }

    public Guid AppointmentId { get; init; }

    public Guid FrameworkId { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>Unit of the position on the as-of date; serves lists only, never the filter.</summary>
    public Guid UnitId { get; init; }

    public Guid RequirementId { get; init; }

    public required byte[] Required { get; init; }

    /// <summary>Accepted rank a byte; 255 = none.</summary>
    public required byte[] Accepted { get; init; }

    public required byte[] States { get; init; }

    public required byte[] Flags { get; init; }

    /// <summary>First day after the validity of each accepted level; 0 where none.</summary>
    public required int[] ValidToDays { get; init; }

    public int CriticalUnmet { get; init; }

    /// <summary>Earliest future day on which any input starts or ends.</summary>
    public DateOnly? NextChangeOn { get; init; }

    public DateOnly AsOf { get; init; }

    public long InputRevision { get; init; }

    /// <summary>Setting rows the calculation used.</summary>
    public required Guid[] SettingIds { get; init; }

    /// <summary>Version of the formula (GapCalculator).</summary>
    public int FormulaVersion { get; init; }

    /// <summary>Publication that wrote the row.</summary>
    public long PublicationId { get; init; }
}

/// <summary>A result that was shown from one publication until another replaced it; written only when the row changed.</summary>
[ScopeKind(ScopeKind.Person)]
public sealed class GapHistory : IAboutPerson
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public Guid AppointmentId { get; init; }

    public Guid FrameworkId { get; init; }

    public Guid PersonId { get; init; }

    public Guid UnitId { get; init; }

    public Guid RequirementId { get; init; }

    public required byte[] Required { get; init; }

    public required byte[] Accepted { get; init; }

    public required byte[] States { get; init; }

    public required byte[] Flags { get; init; }

    public int CriticalUnmet { get; init; }

    /// <summary>As-of date of the first publication that showed it.</summary>
    public DateOnly ShownFrom { get; init; }

    /// <summary>As-of date of the publication that replaced it.</summary>
    public DateOnly ShownTo { get; init; }

    public long PublicationId { get; init; }

    public long ReplacedByPublicationId { get; init; }
}

/// <summary>夜間比對 slot of one agency, day and formula: fenced by an epoch, never locked (architecture.md).</summary>
[ScopeKind(ScopeKind.Organization)]
public sealed class GapRun : IOwnedByOrganization
{
    public Guid OrganizationId { get; init; }

    public DateOnly AsOf { get; init; }

    public int FormulaVersion { get; init; }

    /// <summary>Raised by the clock, the button or the CLI.</summary>
    public long Requested { get; init; }

    /// <summary>Set on publication to the value of <see cref="Requested"/> seen when claiming.</summary>
    public long Published { get; init; }

    /// <summary>Raised by every claim; a publication with an older epoch is refused.</summary>
    public long Epoch { get; init; }

    public DateTimeOffset? LeaseUntil { get; init; }

    public DateTimeOffset? Heartbeat { get; init; }

    public string? ClaimedBy { get; init; }

    public DateTimeOffset? RequestedAt { get; init; }

    public GapRunCause Cause { get; init; }

    /// <summary>True when the next run must read everything, not only what is due.</summary>
    public bool Full { get; init; }

    public int Failures { get; init; }

    public string? LastFailure { get; init; }

    public DateTimeOffset? LastFailureAt { get; init; }
}

/// <summary>Who raised a run: the night, the watchdog for a night that was missed, HR's button, or the operator's command.</summary>
public enum GapRunCause { Nightly, MissedNight, Button, Command }

/// <summary>One publication of a run; its number is what pages show as 夜間比對 #n.</summary>
[ScopeKind(ScopeKind.Organization)]
public sealed class GapPublication : IOwnedByOrganization
{
    public Guid OrganizationId { get; init; }

    /// <summary>Rises by one for each publication of the agency.</summary>
    public long Id { get; init; }

    public DateOnly AsOf { get; init; }

    public int FormulaVersion { get; init; }

    public long Epoch { get; init; }

    public GapRunCause Cause { get; init; }

    public bool Full { get; init; }

    /// <summary>Adopted framework version; null where nothing was adopted on the as-of date, so that only removals were published.</summary>
    public Guid? FrameworkVersionId { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset PublishedAt { get; init; }

    /// <summary>Appointments read.</summary>
    public int Read { get; init; }

    /// <summary>Results written because they differ.</summary>
    public int Changed { get; init; }

    /// <summary>Results removed because the appointment no longer carries a requirement.</summary>
    public int Removed { get; init; }

    /// <summary>People whose result could not be computed, with reasons in <see cref="Failures"/>.</summary>
    public int Failed { get; init; }

    /// <summary>JSON list of {appointment, code}; ids only.</summary>
    public string Failures { get; init; } = "[]";
}

/// <summary>Totals of a unit and competency on a publication: no names; suppressed where the reader may not open names.</summary>
[ScopeKind(ScopeKind.Aggregate)]
public sealed class GapTotal : IOwnedByOrganization
{
    public Guid OrganizationId { get; init; }

    public Guid UnitId { get; init; }

    public Guid CompetencyId { get; init; }

    /// <summary>Appointments with a requirement >= 1 (without 免適用).</summary>
    public int RequiredCount { get; init; }

    /// <summary>Of these with a valid level.</summary>
    public int Assessed { get; init; }

    public int Met { get; init; }

    public int Below { get; init; }

    /// <summary>Below by two levels or more.</summary>
    public int BelowByTwo { get; init; }

    /// <summary>Critical and below.</summary>
    public int CriticalBelow { get; init; }

    public long PublicationId { get; init; }
}
