using System.Net.Sockets;

namespace JobAnalysis.Benchmarks;

/// <summary>Stands between Npgsql and the server's socket and counts how often the client spoke after the server: round trips as they happen, whatever the driver calls them.</summary>
internal sealed class RoundTripProxy : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ja-proxy-").FullName;
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource ended = new();
    private readonly string server;
    private long count;

    /// <param name="serverFolder">Folder of the server's socket.</param>
    public RoundTripProxy(string serverFolder)
    {
        server = Path.Combine(serverFolder, ".s.PGSQL.5432");
        listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, ".s.PGSQL.5432")));
        listener.Listen();
        _ = Accept();
    }

    public string Host => folder;

    public long Count => Interlocked.Read(ref count);

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptAsync(ended.Token);
                var upstream = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await upstream.ConnectAsync(new UnixDomainSocketEndPoint(server), ended.Token);
                var answered = new Turn();
                _ = Pump(client, upstream, () =>
                {
                    if (Interlocked.Exchange(ref answered.Server, 0) == 1) Interlocked.Increment(ref count);
                });
                _ = Pump(upstream, client, () => Interlocked.Exchange(ref answered.Server, 1));
            }
        }
        catch (OperationCanceledException)
        {
            // The benchmark is over.
        }
    }

    private async Task Pump(Socket from, Socket to, Action passed)
    {
        var buffer = new byte[1 << 16];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer, ended.Token)) > 0;)
            {
                passed();
                await to.SendAsync(buffer.AsMemory(0, read), ended.Token);
            }
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side hung up.
        }
        from.Dispose();
        to.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Dispose();
        ended.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private sealed class Turn
    {
        /// <summary>1: the server spoke last.</summary>
        public int Server = 1;
    }
}
