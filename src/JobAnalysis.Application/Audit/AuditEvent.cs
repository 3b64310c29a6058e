using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Audit;

/// <summary>Append-only: who did what to whom, in the transaction of the change. The app role may not update or delete it.</summary>
[ScopeKind(ScopeKind.System)]
public sealed class AuditEvent
{
    public Guid Id { get; init; }

    /// <summary>Null = the system chain.</summary>
    public Guid? OrganizationId { get; init; }

    public DateTimeOffset At { get; init; }

    public Guid AccountId { get; init; }

    /// <summary>Roles the actor had, e.g. HrOfficer,UnitHead.</summary>
    public required string ActingAs { get; init; }

    /// <summary>Name of the use case, e.g. PublishProfileVersion.</summary>
    public required string What { get; init; }

    public AuditKind Kind { get; init; }

    /// <summary>Ids of the people it is about (indexed).</summary>
    public required Guid[] Subjects { get; init; }

    /// <summary>Id of the object, where one is meant.</summary>
    public Guid? ObjectId { get; init; }

    /// <summary>Before and after as JSON, without personal values or free text.</summary>
    public string? Change { get; init; }

    /// <summary>Salted digest of the details; erasing the details leaves the chain whole.</summary>
    public byte[]? DetailDigest { get; init; }

    public string? Address { get; init; }
}

public enum AuditKind { Change, Read, Refused }

/// <summary>Personal values and free text of an event, erasable: the event keeps only their salted digest.</summary>
[ScopeKind(ScopeKind.System)]
public sealed class AuditDetail
{
    public Guid EventId { get; init; }

    public Guid Subject { get; init; }

    public required string Text { get; init; }

    public required byte[] Salt { get; init; }
}

/// <summary>Hash chain over the events of one agency (or of the system), sealed in the background; requests never queue on it.</summary>
[ScopeKind(ScopeKind.System)]
public sealed class AuditSeal
{
    public Guid EventId { get; init; }

    /// <summary>Empty = the system chain.</summary>
    public Guid ChainId { get; init; }

    public long Number { get; init; }

    public required byte[] Hash { get; init; }

    public DateTimeOffset SealedAt { get; init; }
}
