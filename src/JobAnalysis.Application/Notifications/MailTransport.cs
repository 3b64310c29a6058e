using MailKit.Net.Smtp;
using MimeKit;

namespace JobAnalysis.Application.Notifications;

/// <summary>One connection to the mail server for a round of mails.</summary>
internal sealed class MailTransport(MailSettings settings) : IAsyncDisposable
{
    /// <summary>Below the shortest lease of <see cref="Data.Sql.OutboxSql"/>, so that no other process takes the mail meanwhile.</summary>
    private const int PatienceMilliseconds = 20_000;

    private readonly SmtpClient client = new() { Timeout = PatienceMilliseconds };

    public bool IsConfigured => settings.Server is not null;

    public async Task Send(OutboxMail mail, CancellationToken cancellationToken)
    {
        if (!client.IsConnected)
        {
            await client.ConnectAsync(settings.Server!.Host, settings.Port, settings.Security, cancellationToken);
            if (settings.Credentials is { } credentials) await client.AuthenticateAsync(credentials.User, credentials.Password, cancellationToken);
        }

        await client.SendAsync(Compose(mail), cancellationToken);
    }

    private MimeMessage Compose(OutboxMail mail)
    {
        var sender = MailboxAddress.Parse(settings.From);
        return new()
        {
            // The same at every try, so that a mail server that got it twice can tell.
            MessageId = $"{mail.Id:N}@{sender.Domain}",
            Date = mail.CreatedAt,
            From = { sender },
            To = { MailboxAddress.Parse(mail.To) },
            Subject = mail.Subject,
            Body = new TextPart("plain") { Text = mail.Body },
            Headers = { { "Auto-Submitted", "auto-generated" } },
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (client.IsConnected) await client.DisconnectAsync(quit: true);
        client.Dispose();
    }
}
