using MailKit.Security;

namespace JobAnalysis.Application.Notifications;

/// <summary>Where mails go: JOBANALYSIS_SMTP as smtp://user:password@host:port or smtps://…; without it they stay listed.</summary>
public sealed record MailSettings(Uri? Server, string From)
{
    public const string DefaultFrom = "no-reply@localhost";

    public static MailSettings None { get; } = new(null, DefaultFrom);

    /// <param name="server">JOBANALYSIS_SMTP.</param>
    /// <param name="from">JOBANALYSIS_MAIL_FROM.</param>
    /// <exception cref="FormatException">Says which of the two cannot be read, without repeating the password.</exception>
    public static MailSettings Parse(string? server, string? from)
    {
        var sender = string.IsNullOrWhiteSpace(from) ? DefaultFrom : from.Trim();
        if (!MimeKit.MailboxAddress.TryParse(sender, out _)) throw new FormatException("JOBANALYSIS_MAIL_FROM is no mail address.");
        if (string.IsNullOrWhiteSpace(server)) return new(null, sender);
        return Uri.TryCreate(server.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "smtp" or "smtps" && uri.Host.Length > 0
            ? new(uri, sender)
            : throw new FormatException("JOBANALYSIS_SMTP is not of the form smtp://user:password@host:port or smtps://user:password@host:port.");
    }

    internal int Port => Server!.Port > 0 ? Server.Port : Server.Scheme is "smtps" ? 465 : 25;

    internal SecureSocketOptions Security => Server!.Scheme is "smtps" ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTlsWhenAvailable;

    internal (string User, string Password)? Credentials =>
        Server!.UserInfo.Split(':', 2) is [{ Length: > 0 } user, var password] ? (Uri.UnescapeDataString(user), Uri.UnescapeDataString(password)) : null;
}
