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

    /// <summary>本職, 兼任 or 出缺代理: totals count people by their 本職.</summary>
    public AppointmentKind Kind { get; init; }

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

    /// <summary>Written between two publications, with a level just accepted: the totals follow with the next run.</summary>
    public bool Uncounted { get; init; }
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

    /// <summary>When the run began that has the slot now, or had it last.</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>People compared so far; written with the heartbeat, for the run page.</summary>
    public int PeopleDone { get; init; }

    /// <summary>People to compare; 0 while they are being read.</summary>
    public int PeopleTotal { get; init; }

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

    /// <summary>Appointments read; 0 where nothing was due.</summary>
    public int Read { get; init; }

    /// <summary>People read.</summary>
    public int People { get; init; }

    /// <summary>People of the agency when everything was last read.</summary>
    public int Headcount { get; init; }

    /// <summary>Results compared and found equal.</summary>
    public int Unchanged { get; init; }

    /// <summary>People read because an input changed.</summary>
    public int DueByInput { get; init; }

    /// <summary>People read because a day came on which something starts or ends.</summary>
    public int DueByDate { get; init; }

    /// <summary>Quarantined people tried again.</summary>
    public int Retried { get; init; }

    /// <summary>Milliseconds of reading, as the agency's share in its group.</summary>
    public int ReadMs { get; init; }

    /// <summary>Milliseconds of computing and comparing.</summary>
    public int ComputeMs { get; init; }

    /// <summary>Milliseconds of staging.</summary>
    public int StageMs { get; init; }

    /// <summary>Milliseconds of the publishing transaction.</summary>
    public int PublishMs { get; init; }

    /// <summary>Oldest transaction that ran when the run read: whatever an older one changed was read. 0 = unknown, the next run reads everything.</summary>
    public long SnapshotXmin { get; init; }

    /// <summary>Which transactions the run saw, as PostgreSQL writes it: whatever another one changed is looked at by the next run.</summary>
    public string Snapshot { get; init; } = "";

    /// <summary>Database cluster in which the numbers of transactions mean something.</summary>
    public long ClusterId { get; init; }

    /// <summary>Digest of the unit tree the totals were rolled up with.</summary>
    public long TreeHash { get; init; }

    /// <summary>Results written because they differ.</summary>
    public int Changed { get; init; }

    /// <summary>Results removed because the appointment no longer carries a requirement.</summary>
    public int Removed { get; init; }

    /// <summary>People whose result could not be computed, with reasons in <see cref="Failures"/>.</summary>
    public int Failed { get; init; }

    /// <summary>JSON list of {appointment, code}, ids only, at most twenty; all of them stand in <see cref="GapQuarantine"/>.</summary>
    public string Failures { get; init; } = "[]";
}
