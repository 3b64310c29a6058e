using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Access;

/// <summary>Sets a new password by the link of a mail. Signs nobody in, so the second step stays; ends every session.</summary>
public static class ResetPassword
{
    [Requires(Capability.Anonymous)]
    public sealed record Command(string? Code, string? NewPassword) : ICommand<Done>;

    internal sealed class Handler(AccountGate gate, AccountSecrets secrets, PasswordRules rules) : ICommandHandler<Command, Done>
    {
        public async Task<Done> Handle(Command command, CancellationToken cancellationToken)
        {
            if (AccountSecrets.AccountOfReset(command.Code) is not { } accountId
                || await gate.Find(accountId, cancellationToken) is not { } account
                || !gate.MayUse(account)
                || !await secrets.IsReset(accountId, command.Code!, cancellationToken)) throw new RuleViolationException("account.reset.link-dead");

            rules.Set(account, command.NewPassword ?? "", nameof(command.NewPassword));
            await secrets.ForgetReset(accountId, cancellationToken);
            await gate.EndSessions(accountId, except: null, cancellationToken);
            gate.Passed(account, SignInEvents.PasswordReset);
            return default;
        }
    }
}
