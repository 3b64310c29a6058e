using JobAnalysis.Application.Notifications;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>Raw SQL because EF cannot claim a row (reviewed: mails belong to the system; only the dispatcher reads them, and only here).</summary>
internal static class OutboxSql
{
    /// <summary>
    /// Takes the oldest mail that is due. Counting the try and setting the next one is the lease: whoever dies while sending leaves it to another after that time.
    /// Waits grow from one minute to an hour; after a week nobody waits for the mail any more.
    /// </summary>
    public static async Task<OutboxMail?> Claim(JobAnalysisDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var utc = now.ToUniversalTime();
        var claimed = await db.Set<OutboxMail>().FromSql($"""
            update outbox set tries = tries + 1, next_try_at = {utc} + least(power(2, least(tries, 10)), 60) * interval '1 minute'
            where id = (
              select id from outbox
              where sent_at is null and (next_try_at is null or next_try_at <= {utc}) and (expires_at is null or expires_at > {utc}) and created_at > {utc} - interval '7 days'
              order by created_at limit 1 for update skip locked)
            returning *
            """).AsNoTracking().ToListAsync(cancellationToken);
        return claimed.SingleOrDefault();
    }
}
