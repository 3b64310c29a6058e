using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Gaps;

/// <summary>A person whose data cannot be computed: tried again by every run, cleared when one succeeds. Everybody else is published.</summary>
[ScopeKind(ScopeKind.Person)]
public sealed class GapQuarantine : IAboutPerson
{
    public Guid OrganizationId { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>The 任職 that cannot be computed; the first where there are several.</summary>
    public Guid AppointmentId { get; init; }

    /// <summary>Text key of the reason.</summary>
    public required string Code { get; init; }

    public DateTimeOffset FirstSeen { get; init; }

    public DateTimeOffset LastSeen { get; init; }

    /// <summary>Last publication that left the person out.</summary>
    public long PublicationId { get; init; }
}

/// <summary>A person of whom something begins on a later day and no result says so: a post not begun, an acting one in its first months, a leave.</summary>
[ScopeKind(ScopeKind.Person)]
public sealed class GapWaiting : IAboutPerson
{
    public Guid OrganizationId { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>Earliest day on which a result can come into being.</summary>
    public DateOnly NextChangeOn { get; init; }
}
