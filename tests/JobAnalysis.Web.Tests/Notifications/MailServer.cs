using System.Net;
using System.Net.Sockets;
using System.Text;

namespace JobAnalysis.Web.Tests.Notifications;

/// <summary>As much of a mail server as a test needs: takes mails, or refuses them.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;

    public MailServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public List<string> Received { get; } = [];

    /// <summary>Answers DATA with a passing failure.</summary>
    public bool Refuses { get; set; }

    /// <summary>Takes the mail and hangs up before saying so: the sender cannot know.</summary>
    public bool HangsUpAfterData { get; set; }

    public string Address => $"smtp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> talks = [];
        try
        {
            while (true) talks.Add(TalkAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            Task Say(string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), stop.Token).AsTask();
            await Say("220 test");
            while (await reader.ReadLineAsync(stop.Token) is { } line)
            {
                if (line.StartsWith("EHLO", StringComparison.OrdinalIgnoreCase)) await Say("250-test\r\n250 8BITMIME");
                else if (line.Equals("DATA", StringComparison.OrdinalIgnoreCase))
                {
                    await Say("354 go on");
                    var mail = new StringBuilder();
                    while (await reader.ReadLineAsync(stop.Token) is { } text && text != ".") mail.AppendLine(text);
                    if (Refuses)
                    {
                        await Say("451 not now");
                        continue;
                    }

                    lock (Received) Received.Add(mail.ToString());
                    if (HangsUpAfterData) return;
                    await Say("250 taken");
                }
                else if (line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase))
                {
                    await Say("221 bye");
                    return;
                }
                else await Say("250 ok");
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The other side hung up, or the test is over.
        }
    }
}
