using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Notifications;

/// <summary>A mail written in the transaction of its cause and sent by the dispatcher, at least once, with one Message-Id.</summary>
[ScopeKind(ScopeKind.System)]
public sealed class OutboxMail
{
    public Guid Id { get; init; }

    public Guid? OrganizationId { get; init; }

    public Guid? AccountId { get; init; }

    public required string To { get; init; }

    public required string Subject { get; init; }

    public required string Body { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>After this instant it is dropped, not sent (a reset link lives 10 minutes).</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? SentAt { get; set; }

    public int Tries { get; set; }

    public DateTimeOffset? NextTryAt { get; set; }

    public string? LastError { get; set; }
}
