using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Access;

/// <summary>First step of signing in. The answer to a wrong password, an unknown, locked or disabled account is one and the same (AB-15).</summary>
public static class SignIn
{
    [Requires(Capability.Anonymous)]
    public sealed record Command(string? UserName, string? Password) : ICommand<SignInResult>;

    internal sealed class Handler(AccountGate gate) : ICommandHandler<Command, SignInResult>
    {
        public async Task<SignInResult> Handle(Command command, CancellationToken cancellationToken)
        {
            var account = await gate.FindByName(CleanText.Required(command.UserName, 256), cancellationToken);
            var right = gate.PasswordIs(account, command.Password ?? "");
            if (account is null) return Refuse(null, SignInEvents.UnknownAccount);
            if (gate.IsLockedOut(account)) return Refuse(account, SignInEvents.RefusedLockedOut);
            if (!right) return Refuse(account, SignInEvents.WrongPassword);
            if (!gate.MayUse(account)) return Refuse(account, SignInEvents.RefusedDisabled);
            if (account.TwoFactorEnabled)
            {
                // Not reset before the second step: a right password must not buy more tries at the code.
                gate.Note(account.Id, SignInEvents.SecondStepAsked);
                return new(SignInOutcome.SecondStep, account.Id, account.SecurityStamp);
            }

            gate.Passed(account, SignInEvents.SignedIn);
            return new(SignInOutcome.SignedIn, account.Id, account.SecurityStamp);
        }

        private SignInResult Refuse(Account? account, string what)
        {
            gate.Failed(account, what);
            return SignInResult.Refused;
        }
    }
}

/// <param name="Outcome">What happens next.</param>
/// <param name="AccountId">Empty when refused.</param>
/// <param name="SecurityStamp">The second step is only good while the password is the one of the first.</param>
public sealed record SignInResult(SignInOutcome Outcome, Guid AccountId, string? SecurityStamp)
{
    public static SignInResult Refused { get; } = new(SignInOutcome.Refused, Guid.Empty, null);
}

public enum SignInOutcome { Refused, SecondStep, SignedIn }
