using JobAnalysis.Application.Messaging;

namespace JobAnalysis.Application.Access;

/// <summary>Turns the second step off; the paired app and every recovery code are forgotten. Ends every other session.</summary>
public static class DisableAuthenticator
{
    [Requires(Capability.UseOwnAccount)]
    public sealed record Command(Guid SessionId, string? CurrentPassword) : ICommand<bool>;

    internal sealed class Handler(AccountGate gate, AccountSecrets secrets) : ICommandHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            var account = await gate.Own(cancellationToken);
            if (!gate.Proves(account, command.CurrentPassword)) return false;
            account.TwoFactorEnabled = false;
            account.SecurityStamp = Guid.CreateVersion7().ToString("N");
            await secrets.ForgetAuthenticator(account.Id, cancellationToken);
            await gate.EndSessions(account.Id, command.SessionId, cancellationToken);
            gate.Note(account.Id, SignInEvents.AuthenticatorDisabled);
            return true;
        }
    }
}
