using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Application.Notifications;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace JobAnalysis.Application.Access;

/// <summary>Sends a link by mail to whoever owns the account; says nothing about whether there is one.</summary>
public static class RequestPasswordReset
{
    [Requires(Capability.Anonymous)]
    public sealed record Command(string? UserName) : ICommand<Done>;

    internal sealed class Handler(JobAnalysisDb db, AccountGate gate, AccountSecrets secrets, IOptions<AccountOptions> options, TimeProvider clock) : ICommandHandler<Command, Done>
    {
        public async Task<Done> Handle(Command command, CancellationToken cancellationToken)
        {
            var account = await gate.FindByName(CleanText.Required(command.UserName, 256), cancellationToken);
            if (account?.Email is { Length: > 0 } address && gate.MayUse(account) && await IsWithinLimit(account.Id, cancellationToken))
            {
                gate.Note(account.Id, SignInEvents.ResetRequested);
                db.OutboxMails.Add(Mail(account, address, await secrets.IssueReset(account.Id, cancellationToken)));
            }
            else
            {
                gate.Note(account?.Id, SignInEvents.ResetRequestedUnknown);
            }

            return default;
        }

        private async Task<bool> IsWithinLimit(Guid accountId, CancellationToken cancellationToken)
        {
            var since = clock.GetUtcNow().AddHours(-1);
            return await db.Set<SignInEvent>().CountAsync(e => e.AccountId == accountId && e.At > since && e.What == SignInEvents.ResetRequested, cancellationToken) < AccountLimits.ResetsPerHour;
        }

        private OutboxMail Mail(Account account, string address, string code)
        {
            var now = clock.GetUtcNow();
            var root = options.Value.PublicUrl ?? throw new InvalidOperationException("JOBANALYSIS_PUBLIC_URL is not set: a reset link cannot be built.");
            return ResetMail.Write(account, address, new Uri(root, $"/account/reset-password?code={code}"), now);
        }
    }
}
