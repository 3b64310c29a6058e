using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace JobAnalysis.Application.Access;

/// <summary>What every way into an account shares: the locked row, the count of wrong tries, one amount of work whether the account exists or not.</summary>
internal sealed class AccountGate(JobAnalysisDb db, RequestContext context, IPasswordHasher<Account> hasher, ILookupNormalizer normalizer, IOptions<AccountOptions> options, TimeProvider clock)
{
    private static readonly Account Nobody = new() { DisplayName = "-", SecurityStamp = "" };
    private static readonly Lock Making = new();
    private static string? hashOfNobody;

    public string Normalize(string userName) => normalizer.NormalizeName(userName);

    public async Task<Account?> FindByName(string userName, CancellationToken cancellationToken)
    {
        var normalized = Normalize(userName);
        var id = await db.Set<Account>().Where(a => a.NormalizedUserName == normalized).Select(a => a.Id).SingleOrDefaultAsync(cancellationToken);
        return await Find(id, cancellationToken);
    }

    /// <summary>The account with its row locked until the transaction ends.</summary>
    public async Task<Account?> Find(Guid accountId, CancellationToken cancellationToken)
    {
        await AccountSql.Lock(db, accountId, cancellationToken);
        return await db.Set<Account>().SingleOrDefaultAsync(a => a.Id == accountId, cancellationToken);
    }

    public async Task<Account> Own(CancellationToken cancellationToken) =>
        await Find(context.RequireActor().AccountId, cancellationToken) ?? throw new SignInRequiredException();

    public bool MayUse(Account? account) => account is { DisabledAt: null } && (!account.IsDemo || options.Value.AllowsDemoAccounts);

    public bool IsLockedOut(Account account) => account.LockoutEnd > clock.GetUtcNow();

    /// <summary>Takes the same time for an account that does not exist or has no password.</summary>
    public bool PasswordIs(Account? account, string password)
    {
        if (account?.PasswordHash is not { } hash)
        {
            hasher.VerifyHashedPassword(Nobody, HashOfNobody(), password);
            return false;
        }

        var result = hasher.VerifyHashedPassword(account, hash, password);
        if (result is PasswordVerificationResult.SuccessRehashNeeded) account.PasswordHash = hasher.HashPassword(account, password);
        return result is not PasswordVerificationResult.Failed;
    }

    /// <summary>Asks the password again before a change of password or authenticator; wrong ones count as tries to sign in.</summary>
    public bool Proves(Account account, string? password)
    {
        var right = PasswordIs(account, password ?? "");
        if (right && !IsLockedOut(account)) return true;
        Failed(account, right ? SignInEvents.RefusedLockedOut : SignInEvents.WrongPassword);
        return false;
    }

    public void Failed(Account? account, string what)
    {
        Note(account?.Id, what);
        if (account is null || IsLockedOut(account) || ++account.AccessFailedCount < AccountLimits.Tries) return;
        account.AccessFailedCount = 0;
        account.LockoutEnd = clock.GetUtcNow() + AccountLimits.Lockout;
        Note(account.Id, SignInEvents.LockedOut);
    }

    public void Passed(Account account, string what)
    {
        account.AccessFailedCount = 0;
        account.LockoutEnd = null;
        Note(account.Id, what);
    }

    public void Note(Guid? accountId, string what)
    {
        var now = clock.GetUtcNow();
        db.Set<SignInEvent>().Add(new() { Id = Guid.CreateVersion7(now), AccountId = accountId, What = what, Address = context.Address, At = now });
    }

    /// <summary>Ends every session of the account but the one named; each is refused on its next request.</summary>
    public Task<int> EndSessions(Guid accountId, Guid? except, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.Set<AccountSession>().Where(s => s.AccountId == accountId && s.EndedAt == null && s.Id != except)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), cancellationToken);
    }

    private string HashOfNobody()
    {
        lock (Making) return hashOfNobody ??= hasher.HashPassword(Nobody, Guid.CreateVersion7().ToString());
    }
}

/// <summary>Words of the sign-in audit.</summary>
internal static class SignInEvents
{
    public const string SignedIn = "SignedIn";
    public const string SecondStepAsked = "SecondStepAsked";
    public const string UnknownAccount = "UnknownAccount";
    public const string WrongPassword = "WrongPassword";
    public const string WrongCode = "WrongCode";
    public const string RefusedLockedOut = "RefusedLockedOut";
    public const string RefusedDisabled = "RefusedDisabled";
    public const string LockedOut = "LockedOut";
    public const string SignedOut = "SignedOut";
    public const string SessionEnded = "SessionEnded";
    public const string ResetRequested = "ResetRequested";
    public const string ResetRequestedUnknown = "ResetRequestedUnknown";
    public const string PasswordReset = "PasswordReset";
    public const string PasswordChanged = "PasswordChanged";
    public const string AuthenticatorEnabled = "AuthenticatorEnabled";
    public const string AuthenticatorDisabled = "AuthenticatorDisabled";
    public const string RecoveryCodesRenewed = "RecoveryCodesRenewed";
    public const string RecoveryCodeUsed = "RecoveryCodeUsed";
}
