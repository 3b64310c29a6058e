using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace JobAnalysis.Application.Notifications;

/// <summary>Sends what is due in the outbox; several processes may do it at once. Without a mail server nothing is sent and the mails stay listed.</summary>
public static partial class SendOutbox
{
    [Requires(Capability.Operate)]
    public sealed record Operation : IOperation<Result>;

    public sealed record Result(int Sent, int Failed);

    internal sealed partial class Handler(JobAnalysisDb db, MailTransport transport, TimeProvider clock, ILogger<Handler> logger) : IOperationHandler<Operation, Result>
    {
        private static readonly TimeSpan KeptAfterExpiry = TimeSpan.FromDays(7);

        public async Task<Result> Handle(Operation operation, CancellationToken cancellationToken)
        {
            await Drop(cancellationToken);
            var (sent, failed) = (0, 0);
            while (transport.IsConfigured && failed == 0 && await OutboxSql.Claim(db, clock.GetUtcNow(), cancellationToken) is { } mail)
            {
                if (await Send(mail, cancellationToken)) sent++;
                // One failure ends the round: if the server is down, the others are not even tried.
                else failed++;
            }

            return new(sent, failed);
        }

        private async Task<bool> Send(OutboxMail mail, CancellationToken cancellationToken)
        {
            try
            {
                await transport.Send(mail, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                var reason = $"{exception.GetType().Name}: {exception.Message}";
                Failed(logger, mail.Id, mail.Tries, reason);
                await db.OutboxMails.Where(m => m.Id == mail.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.LastError, reason[..Math.Min(reason.Length, 1000)]), cancellationToken);
                return false;
            }

            // The mail is out: even a process that is being stopped writes this down, or it would be sent again.
            var now = clock.GetUtcNow();
            await db.OutboxMails.Where(m => m.Id == mail.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.SentAt, now).SetProperty(m => m.LastError, (string?)null), CancellationToken.None);
            return true;
        }

        private Task<int> Drop(CancellationToken cancellationToken)
        {
            var longAgo = clock.GetUtcNow() - KeptAfterExpiry;
            return db.OutboxMails.Where(m => m.SentAt == null && m.ExpiresAt < longAgo).ExecuteDeleteAsync(cancellationToken);
        }

        [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {MailId} was not sent, try {Try}: {Reason}")]
        private static partial void Failed(ILogger logger, Guid mailId, int @try, string reason);
    }
}
