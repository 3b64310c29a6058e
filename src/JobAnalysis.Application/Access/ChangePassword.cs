using JobAnalysis.Application.Messaging;

namespace JobAnalysis.Application.Access;

/// <summary>Changes the own password and ends every other session of the account.</summary>
public static class ChangePassword
{
    /// <param name="SessionId">The session that goes on.</param>
    /// <param name="CurrentPassword">As typed.</param>
    /// <param name="NewPassword">As typed.</param>
    [Requires(Capability.UseOwnAccount)]
    public sealed record Command(Guid SessionId, string? CurrentPassword, string? NewPassword) : ICommand<bool>;

    /// <summary>False: the current password is wrong, or there were too many tries. It is an answer and no exception, because the try must be counted.</summary>
    internal sealed class Handler(AccountGate gate, AccountSecrets secrets, PasswordRules rules) : ICommandHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            var account = await gate.Own(cancellationToken);
            if (!gate.Proves(account, command.CurrentPassword)) return false;
            rules.Set(account, command.NewPassword ?? "", nameof(command.NewPassword));
            await secrets.ForgetReset(account.Id, cancellationToken);
            await gate.EndSessions(account.Id, command.SessionId, cancellationToken);
            gate.Passed(account, SignInEvents.PasswordChanged);
            return true;
        }
    }
}
