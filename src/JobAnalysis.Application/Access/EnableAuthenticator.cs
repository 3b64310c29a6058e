using JobAnalysis.Application.Messaging;

namespace JobAnalysis.Application.Access;

/// <summary>Turns the second step on when the app shows a right code, and gives the recovery codes. Ends every other session.</summary>
public static class EnableAuthenticator
{
    [Requires(Capability.UseOwnAccount)]
    public sealed record Command(Guid SessionId, string? CurrentPassword, string? Code) : ICommand<AuthenticatorChange>;

    internal sealed class Handler(AccountGate gate, AccountSecrets secrets) : ICommandHandler<Command, AuthenticatorChange>
    {
        public async Task<AuthenticatorChange> Handle(Command command, CancellationToken cancellationToken)
        {
            var account = await gate.Own(cancellationToken);
            if (!gate.Proves(account, command.CurrentPassword)) return AuthenticatorChange.WrongPassword;
            if (account.TwoFactorEnabled || !await secrets.ConfirmKey(account.Id, AuthenticatorCode.Clean(command.Code), cancellationToken)) return AuthenticatorChange.WrongCode;
            account.TwoFactorEnabled = true;
            account.SecurityStamp = Guid.CreateVersion7().ToString("N");
            await gate.EndSessions(account.Id, command.SessionId, cancellationToken);
            gate.Note(account.Id, SignInEvents.AuthenticatorEnabled);
            return new(AuthenticatorOutcome.Done, await secrets.RenewRecoveryCodes(account.Id, cancellationToken));
        }
    }
}

/// <param name="Outcome">What happened.</param>
/// <param name="RecoveryCodes">Shown once, now.</param>
public sealed record AuthenticatorChange(AuthenticatorOutcome Outcome, IReadOnlyList<string> RecoveryCodes)
{
    public static AuthenticatorChange WrongPassword { get; } = new(AuthenticatorOutcome.WrongPassword, []);

    public static AuthenticatorChange WrongCode { get; } = new(AuthenticatorOutcome.WrongCode, []);
}

public enum AuthenticatorOutcome { Done, WrongPassword, WrongCode }
