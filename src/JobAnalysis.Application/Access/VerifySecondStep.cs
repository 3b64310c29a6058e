using System.Text;
using JobAnalysis.Application.Messaging;

namespace JobAnalysis.Application.Access;

/// <summary>Second step of signing in: six digits of the authenticator app, or one of the recovery codes. Each is good once.</summary>
public static class VerifySecondStep
{
    /// <param name="AccountId">Who passed the first step; from the protected cookie, never from a form.</param>
    /// <param name="SecurityStamp">As it was at the first step.</param>
    /// <param name="Code">As typed; full-width digits, spaces and hyphens are accepted.</param>
    [Requires(Capability.Anonymous)]
    public sealed record Command(Guid AccountId, string? SecurityStamp, string? Code) : ICommand<SignInResult>;

    internal sealed class Handler(AccountGate gate, AccountSecrets secrets) : ICommandHandler<Command, SignInResult>
    {
        public async Task<SignInResult> Handle(Command command, CancellationToken cancellationToken)
        {
            var account = await gate.Find(command.AccountId, cancellationToken);
            if (account is null || !gate.MayUse(account) || account.SecurityStamp != command.SecurityStamp || gate.IsLockedOut(account))
            {
                gate.Failed(account, SignInEvents.RefusedLockedOut);
                return SignInResult.Refused;
            }

            var code = AuthenticatorCode.Clean(command.Code);
            if (await secrets.UseCode(account.Id, code, cancellationToken)) return Pass(account);
            if (await secrets.UseRecoveryCode(account.Id, code, cancellationToken))
            {
                gate.Note(account.Id, SignInEvents.RecoveryCodeUsed);
                return Pass(account);
            }

            gate.Failed(account, SignInEvents.WrongCode);
            return SignInResult.Refused;
        }

        private SignInResult Pass(Account account)
        {
            gate.Passed(account, SignInEvents.SignedIn);
            return new(SignInOutcome.SignedIn, account.Id, account.SecurityStamp);
        }
    }
}

internal static class AuthenticatorCode
{
    /// <summary>Full-width digits as half-width; without spaces and hyphens.</summary>
    public static string Clean(string? typed)
    {
        if (typed is not { Length: > 0 and <= 100 }) return "";
        var text = new StringBuilder();
        foreach (var rune in typed.EnumerateRunes()) text.Append(rune.ToString());
        return string.Concat(text.ToString().Normalize(NormalizationForm.FormKC).Where(char.IsAsciiLetterOrDigit));
    }
}
