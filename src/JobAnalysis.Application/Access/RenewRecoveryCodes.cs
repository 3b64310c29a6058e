using JobAnalysis.Application.Messaging;

namespace JobAnalysis.Application.Access;

/// <summary>Gives new recovery codes; the old ones are void.</summary>
public static class RenewRecoveryCodes
{
    [Requires(Capability.UseOwnAccount)]
    public sealed record Command(string? CurrentPassword) : ICommand<AuthenticatorChange>;

    internal sealed class Handler(AccountGate gate, AccountSecrets secrets) : ICommandHandler<Command, AuthenticatorChange>
    {
        public async Task<AuthenticatorChange> Handle(Command command, CancellationToken cancellationToken)
        {
            var account = await gate.Own(cancellationToken);
            if (!gate.Proves(account, command.CurrentPassword)) return AuthenticatorChange.WrongPassword;
            if (!account.TwoFactorEnabled) return AuthenticatorChange.WrongCode;
            gate.Note(account.Id, SignInEvents.RecoveryCodesRenewed);
            return new(AuthenticatorOutcome.Done, await secrets.RenewRecoveryCodes(account.Id, cancellationToken));
        }
    }
}
