using JobAnalysis.Application.Messaging;

namespace JobAnalysis.Application.Access;

/// <summary>Makes the key that an app is to be paired with; nothing changes at sign-in until a code confirms it.</summary>
public static class BeginAuthenticator
{
    [Requires(Capability.UseOwnAccount)]
    public sealed record Command : ICommand<Done>;

    internal sealed class Handler(AccountGate gate, AccountSecrets secrets) : ICommandHandler<Command, Done>
    {
        public async Task<Done> Handle(Command command, CancellationToken cancellationToken)
        {
            var account = await gate.Own(cancellationToken);
            if (!account.TwoFactorEnabled) await secrets.StorePendingKey(account.Id, Totp.NewKey(), cancellationToken);
            return default;
        }
    }
}
