using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Notifications;

/// <summary>待辦. The addressee is an office wherever one exists and is resolved when read (architecture.md).</summary>
[ScopeKind(ScopeKind.Organization)]
public sealed class WorkTask : IOwnedByOrganization
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public WorkTaskKind Kind { get; init; }

    /// <summary>Person it is about.</summary>
    public Guid? SubjectPersonId { get; init; }

    /// <summary>Object it is about: round, profile version, answer.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>Second object, e.g. the competency of a claim.</summary>
    public Guid? DetailId { get; init; }

    public AddresseeKind Addressee { get; init; }

    /// <summary>Unit whose head is meant.</summary>
    public Guid? AddresseeUnitId { get; init; }

    /// <summary>Person meant, for personal drafts and named raters only.</summary>
    public Guid? AddresseePersonId { get; init; }

    /// <summary>Person who waits for it (我在等的).</summary>
    public Guid? WaitingPersonId { get; init; }

    public DateOnly DueOn { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; set; }
}

public enum WorkTaskKind
{
    AssessSelf,
    RatePerson,
    AnswerClaim,
    DecideExemption,
    PublishProfile,
}

public enum AddresseeKind { Person, UnitHead, HrOfficer, HrHead }
