using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using Microsoft.AspNetCore.Identity;

namespace JobAnalysis.Application.Access;

/// <summary>Preset tw-baseline (防護基準 4-2-4, 4-2-5): length, complexity, none of the last three, not the user name. All that is wrong is said at once.</summary>
internal sealed class PasswordRules(IPasswordHasher<Account> hasher, TimeProvider clock)
{
    public const int Shortest = 12;
    public const int Longest = 128;
    private const int KindsOfSigns = 3;

    /// <summary>Gives the account its new password, or says every rule that it breaks.</summary>
    /// <exception cref="InvalidMessageException">With one error for each broken rule, on <paramref name="field"/>.</exception>
    public void Set(Account account, string password, string field)
    {
        FieldError[] errors = [.. Broken(account, password).Select(rule => new FieldError(field, rule.Code, rule.Arguments))];
        if (errors.Length > 0) throw new InvalidMessageException(errors);

        if (account.PasswordHash is { } old) account.PreviousPasswordHashes = [.. account.PreviousPasswordHashes.Prepend(old).Take(AccountLimits.PreviousPasswords - 1)];
        account.PasswordHash = hasher.HashPassword(account, password);
        account.PasswordChangedAt = clock.GetUtcNow();
        account.SecurityStamp = Guid.CreateVersion7().ToString("N");
    }

    private IEnumerable<(string Code, object[] Arguments)> Broken(Account account, string password)
    {
        var length = CleanText.Length(password);
        if (length < Shortest) yield return ("account.password.too-short", [Shortest, length]);
        if (length > Longest) yield return ("account.password.too-long", [Longest, length]);
        if (Kinds(password) < KindsOfSigns) yield return ("account.password.too-simple", [KindsOfSigns]);
        if (IsUserName(account, password)) yield return ("account.password.user-name", []);
        if (length <= Longest && WasUsed(account, password)) yield return ("account.password.used-before", [AccountLimits.PreviousPasswords]);
    }

    private static int Kinds(string password) =>
        new[] { password.Any(char.IsUpper), password.Any(char.IsLower), password.Any(char.IsDigit), password.Any(sign => !char.IsUpper(sign) && !char.IsLower(sign) && !char.IsDigit(sign)) }
            .Count(kind => kind);

    private static bool IsUserName(Account account, string password) =>
        account.UserName is { } name && (string.Equals(name, password, StringComparison.OrdinalIgnoreCase) || string.Equals(account.Email, password, StringComparison.OrdinalIgnoreCase));

    private bool WasUsed(Account account, string password) =>
        account.PreviousPasswordHashes.Prepend(account.PasswordHash).OfType<string>().Any(hash => hasher.VerifyHashedPassword(account, hash, password) is not PasswordVerificationResult.Failed);
}
