using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Notifications;

/// <summary>Mails for `jobanalysis outbox`. The text is shown only while it waits to be sent: that is how an operator without a mail server hands it over.</summary>
public static class ListOutbox
{
    private const int Most = 500;

    /// <param name="All">Also what was sent or has expired.</param>
    [Requires(Capability.Operate)]
    public sealed record Query(bool All) : IQuery<IReadOnlyList<Row>>;

    public sealed record Row(Guid Id, string To, string Subject, MailState State, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? SentAt, int Tries, string? LastError, string? Body);

    internal sealed class Handler(JobAnalysisDb db, TimeProvider clock) : IQueryHandler<Query, IReadOnlyList<Row>>
    {
        public async Task<IReadOnlyList<Row>> Handle(Query query, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            return await db.OutboxMails.AsNoTracking().Where(m => query.All || (m.SentAt == null && (m.ExpiresAt == null || m.ExpiresAt > now)))
                .OrderByDescending(m => m.CreatedAt).Take(Most)
                .Select(m => new Row(
                    m.Id,
                    m.To,
                    m.Subject,
                    m.SentAt != null ? MailState.Sent : m.ExpiresAt != null && m.ExpiresAt <= now ? MailState.Expired : m.Tries > 0 ? MailState.Retrying : MailState.Waiting,
                    m.CreatedAt,
                    m.ExpiresAt,
                    m.SentAt,
                    m.Tries,
                    m.LastError,
                    m.SentAt == null && (m.ExpiresAt == null || m.ExpiresAt > now) ? m.Body : null)).ToListAsync(cancellationToken);
        }
    }
}

public enum MailState { Waiting, Retrying, Sent, Expired }
