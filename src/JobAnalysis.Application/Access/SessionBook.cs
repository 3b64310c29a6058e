using System.Linq.Expressions;
using System.Security.Cryptography;
using JobAnalysis.Application.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace JobAnalysis.Application.Access;

/// <summary>Server-side sessions. The browser has a random key, the table its SHA-256; every request reads the row, so whatever ends it bites at once.</summary>
public sealed class SessionBook(AccountsDb db, RequestContext context, DiskAlarm alarm, IOptions<AccountOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <param name="Id">For the list of sessions; opens nothing.</param>
    /// <param name="AccountId">Whose session it is.</param>
    /// <param name="Ticket">As it was stored.</param>
    /// <param name="ExpiresAt">Absolute end.</param>
    /// <param name="LastSeenAt">Last use, this request included when it counts.</param>
    public sealed record OpenSession(Guid Id, Guid AccountId, byte[] Ticket, DateTimeOffset ExpiresAt, DateTimeOffset LastSeenAt);

    internal static Expression<Func<AccountSession, bool>> IsAlive(DateTimeOffset now)
    {
        var idleSince = now - AccountLimits.SessionIdle;
        return s => s.EndedAt == null && s.ExpiresAt > now && s.LastSeenAt > idleSince;
    }

    /// <summary>Opens a session under a new key, always: a key from before the sign-in is never taken over (AB-21).</summary>
    public async Task<string> Open(Guid accountId, byte[] ticket, string? browser, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var longAgo = now - Kept;
        await db.AccountSessions.Where(s => s.AccountId == accountId && s.ExpiresAt < longAgo).ExecuteDeleteAsync(cancellationToken);
        var key = RandomNumberGenerator.GetBytes(32);
        db.AccountSessions.Add(new()
        {
            Id = Guid.CreateVersion7(now),
            AccountId = accountId,
            KeyHash = SHA256.HashData(key),
            Ticket = ticket,
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + AccountLimits.SessionAbsolute,
            Address = context.Address,
            Browser = browser is { Length: > 400 } ? browser[..400] : browser,
        });
        await db.SaveChangesAsync(cancellationToken);
        return System.Buffers.Text.Base64Url.EncodeToString(key);
    }

    /// <summary>The session of a key while it lives and its account may be used.</summary>
    /// <param name="key">From the cookie.</param>
    /// <param name="counts">Does this request count as use? A page that asks by itself does not (AB-22).</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<OpenSession?> Find(string key, bool counts, CancellationToken cancellationToken)
    {
        if (HashOf(key) is not { } hash) return null;
        var now = clock.GetUtcNow();
        var demo = options.Value.AllowsDemoAccounts;
        var found = await db.AccountSessions.AsNoTracking().Where(IsAlive(now)).Where(s => s.KeyHash == hash)
            .Join(db.Users.Where(a => a.DisabledAt == null && (demo || !a.IsDemo)), s => s.AccountId, a => a.Id, (s, a) => s)
            .Select(s => new OpenSession(s.Id, s.AccountId, s.Ticket, s.ExpiresAt, s.LastSeenAt)).SingleOrDefaultAsync(cancellationToken);
        if (found is null || !counts) return found;

        // The condition again: a revocation between the two statements wins.
        try
        {
            await db.AccountSessions.Where(s => s.Id == found.Id && s.EndedAt == null && s.LastSeenAt < now)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now), cancellationToken);
        }
        catch (Exception exception) when (alarm.Note(exception))
        {
            // A full disk does not keep anybody from reading; the session ends a little early at worst.
        }
        return found with { LastSeenAt = now };
    }

    /// <summary>Signs out.</summary>
    public async Task Close(string key, CancellationToken cancellationToken)
    {
        if (HashOf(key) is not { } hash || await db.AccountSessions.SingleOrDefaultAsync(s => s.KeyHash == hash, cancellationToken) is not { EndedAt: null } session) return;
        var now = clock.GetUtcNow();
        session.EndedAt = now;
        db.SignInEvents.Add(new() { Id = Guid.CreateVersion7(now), AccountId = session.AccountId, What = SignInEvents.SignedOut, Address = context.Address, At = now });
        await db.SaveChangesAsync(cancellationToken);
    }

    private static byte[]? HashOf(string key) =>
        key.Length == 43 && System.Buffers.Text.Base64Url.IsValid(key) ? SHA256.HashData(System.Buffers.Text.Base64Url.DecodeFromChars(key)) : null;
}
