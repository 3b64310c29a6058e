using System.Security.Cryptography;
using System.Text;
using JobAnalysis.Application.Data;
using Microsoft.AspNetCore.Identity;

namespace JobAnalysis.Application.Access;

/// <summary>One-time secrets of an account, one row each in Identity's token table. Whatever need not be shown again is stored as its SHA-256.</summary>
internal sealed class AccountSecrets(JobAnalysisDb db, TimeProvider clock)
{
    private const string Provider = "JobAnalysis";
    private const string AuthenticatorKey = "AuthenticatorKey";
    private const string PendingKey = "AuthenticatorKeyPending";
    private const string LastStep = "AuthenticatorLastStep";
    private const string Codes = "RecoveryCodes";
    private const string Reset = "PasswordReset";
    private const int AccountIdLength = 16;

    public Task<string?> FindPendingKey(Guid accountId, CancellationToken cancellationToken) => Read(accountId, PendingKey, cancellationToken);

    public Task StorePendingKey(Guid accountId, string key, CancellationToken cancellationToken) => Write(accountId, PendingKey, key, cancellationToken);

    /// <summary>The pending key becomes the account's, if the code is of now.</summary>
    public async Task<bool> ConfirmKey(Guid accountId, string code, CancellationToken cancellationToken)
    {
        if (await Read(accountId, PendingKey, cancellationToken) is not { } key || Totp.FindStep(key, code, clock.GetUtcNow()) is not { } step) return false;
        await Write(accountId, AuthenticatorKey, key, cancellationToken);
        await Write(accountId, LastStep, $"{step}", cancellationToken);
        await Write(accountId, PendingKey, null, cancellationToken);
        return true;
    }

    /// <summary>A code is accepted once: its time step must be later than the last one used (AB-19). The caller holds the account's lock.</summary>
    public async Task<bool> UseCode(Guid accountId, string code, CancellationToken cancellationToken)
    {
        if (await Read(accountId, AuthenticatorKey, cancellationToken) is not { } key || Totp.FindStep(key, code, clock.GetUtcNow()) is not { } step) return false;
        if (long.TryParse(await Read(accountId, LastStep, cancellationToken), out var last) && step <= last) return false;
        await Write(accountId, LastStep, $"{step}", cancellationToken);
        return true;
    }

    public async Task<bool> UseRecoveryCode(Guid accountId, string code, CancellationToken cancellationToken)
    {
        var left = await LeftCodes(accountId, cancellationToken);
        if (!left.Remove(Hash(Encoding.ASCII.GetBytes(code.ToUpperInvariant())))) return false;
        await Write(accountId, Codes, string.Join(';', left), cancellationToken);
        return true;
    }

    public async Task<int> CountRecoveryCodes(Guid accountId, CancellationToken cancellationToken) => (await LeftCodes(accountId, cancellationToken)).Count;

    /// <summary>New codes, shown this once; the old ones are void.</summary>
    public async Task<IReadOnlyList<string>> RenewRecoveryCodes(Guid accountId, CancellationToken cancellationToken)
    {
        string[] codes = [.. Enumerable.Range(0, AccountLimits.RecoveryCodes).Select(_ => Totp.Base32(RandomNumberGenerator.GetBytes(10))[..10])];
        await Write(accountId, Codes, string.Join(';', codes.Select(code => Hash(Encoding.ASCII.GetBytes(code)))), cancellationToken);
        return [.. codes.Select(code => $"{code[..5]}-{code[5..]}")];
    }

    public async Task ForgetAuthenticator(Guid accountId, CancellationToken cancellationToken)
    {
        foreach (var name in (string[])[AuthenticatorKey, PendingKey, LastStep, Codes]) await Write(accountId, name, null, cancellationToken);
    }

    /// <summary>The code of a reset link: account and 32 random bytes. One row for an account, so only the newest link works.</summary>
    public async Task<string> IssueReset(Guid accountId, CancellationToken cancellationToken)
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        await Write(accountId, Reset, $"{Hash(secret)};{(clock.GetUtcNow() + AccountLimits.ResetLink).ToUnixTimeMilliseconds()}", cancellationToken);
        return Base64Url([.. accountId.ToByteArray(bigEndian: true), .. secret]);
    }

    public static Guid? AccountOfReset(string? code) => Bytes(code) is { Length: AccountIdLength + 32 } bytes ? new Guid(bytes.AsSpan(0, AccountIdLength), bigEndian: true) : null;

    /// <summary>Is the code the newest of its account and younger than its ten minutes?</summary>
    public async Task<bool> IsReset(Guid accountId, string code, CancellationToken cancellationToken)
    {
        if (Bytes(code) is not { Length: AccountIdLength + 32 } bytes || await Read(accountId, Reset, cancellationToken) is not { } stored) return false;
        var parts = stored.Split(';');
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(parts[0]), Encoding.ASCII.GetBytes(Hash(bytes[AccountIdLength..])))
            && long.TryParse(parts[1], out var end) && clock.GetUtcNow().ToUnixTimeMilliseconds() < end;
    }

    public Task ForgetReset(Guid accountId, CancellationToken cancellationToken) => Write(accountId, Reset, null, cancellationToken);

    private async Task<List<string>> LeftCodes(Guid accountId, CancellationToken cancellationToken) =>
        [.. (await Read(accountId, Codes, cancellationToken))?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? []];

    private async Task<string?> Read(Guid accountId, string name, CancellationToken cancellationToken) => (await Row(accountId, name, cancellationToken))?.Value;

    private async Task Write(Guid accountId, string name, string? value, CancellationToken cancellationToken)
    {
        var row = await Row(accountId, name, cancellationToken);
        if (row is null)
        {
            if (value is not null) db.Set<IdentityUserToken<Guid>>().Add(new() { UserId = accountId, LoginProvider = Provider, Name = name, Value = value });
        }
        else
        {
            row.Value = value;
        }
    }

    private ValueTask<IdentityUserToken<Guid>?> Row(Guid accountId, string name, CancellationToken cancellationToken) =>
        db.Set<IdentityUserToken<Guid>>().FindAsync([accountId, Provider, name], cancellationToken);

    private static string Hash(byte[] secret) => Convert.ToHexStringLower(SHA256.HashData(secret));

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static byte[]? Bytes(string? code)
    {
        if (code is not { Length: > 0 and < 200 } || !System.Buffers.Text.Base64Url.IsValid(code)) return null;
        return System.Buffers.Text.Base64Url.DecodeFromChars(code);
    }
}
