using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace JobAnalysis.Chaos.Tests;

/// <summary>Stands between the application and PostgreSQL and cuts connections at a chosen byte, or between the COMMIT and its answer.</summary>
public sealed class ChaosProxy : IAsyncDisposable
{
    // With its end: every transaction begins with READ COMMITTED.
    private static readonly byte[] Commit = "COMMIT\0"u8.ToArray();

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly string directConnection;
    private readonly UnixDomainSocketEndPoint server;
    private readonly Task accepting;
    private long cutAt = long.MaxValue;
    private long sent;
    private volatile byte[] commitMarker = [];
    private volatile byte[] heldMarker = [];
    private volatile TaskCompletionSource held = new();
    private int cutAfterCommit;
    private int cuts;

    public ChaosProxy(string connectionString)
    {
        directConnection = connectionString;
        var direct = new NpgsqlConnectionStringBuilder(connectionString);
        server = new(Path.Combine(direct.Host!, string.Create(System.Globalization.CultureInfo.InvariantCulture, $".s.PGSQL.{direct.Port}")));
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>The same database, through here.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(directConnection) { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, SslMode = SslMode.Disable }.ConnectionString;

    /// <summary>Connections cut so far.</summary>
    public int Cuts => Volatile.Read(ref cuts);

    /// <summary>Bytes that went up since the last call of <see cref="CutAfter"/>.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <summary>Cuts when so many more bytes have gone up; once.</summary>
    public void CutAfter(long bytes)
    {
        Interlocked.Exchange(ref sent, 0);
        Interlocked.Exchange(ref cutAt, bytes);
    }

    /// <summary>Lets the next COMMIT through and cuts before its answer comes down; once. With a marker, only on a connection that sent it since its last COMMIT.</summary>
    public void CutAfterCommit(string marker = "")
    {
        commitMarker = System.Text.Encoding.UTF8.GetBytes(marker);
        Interlocked.Exchange(ref cutAfterCommit, 1);
    }

    /// <summary>Holds back the answer to a statement with these words, and what follows on its connection, until <see cref="LetGo"/>: a line so slow that others come and go meanwhile.</summary>
    public void HoldAnswersTo(string marker)
    {
        held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        heldMarker = System.Text.Encoding.UTF8.GetBytes(marker);
    }

    public void LetGo()
    {
        heldMarker = [];
        held.TrySetResult();
    }

    public void CutNothing()
    {
        Interlocked.Exchange(ref cutAt, long.MaxValue);
        Interlocked.Exchange(ref cutAfterCommit, 0);
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        await accepting;
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = PipeAsync(await listener.AcceptSocketAsync(ended.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // The proxy ends.
        }
    }

    private async Task PipeAsync(Socket client)
    {
        using var up = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await up.ConnectAsync(server, ended.Token);
                var silence = new StrongBox();
                await Task.WhenAny(UpAsync(client, up, silence), DownAsync(up, client, silence));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Either side went away.
            }
            // Linger 0: the other side sees a reset, as after a broken line, not an orderly end.
            client.LingerState = new(true, 0);
        }
    }

    private async Task UpAsync(Socket client, Socket up, StrongBox silence)
    {
        var buffer = new byte[65536];
        var marked = false;
        while (true)
        {
            var length = await client.ReceiveAsync(buffer, ended.Token);
            if (length == 0) return;
            var before = Interlocked.Add(ref sent, length) - length;
            var limit = Interlocked.Read(ref cutAt);
            if (before + length > limit && Interlocked.CompareExchange(ref cutAt, long.MaxValue, limit) == limit)
            {
                await up.SendAsync(buffer.AsMemory(0, (int)Math.Max(0, limit - before)), ended.Token);
                Interlocked.Increment(ref cuts);
                return;
            }

            marked |= commitMarker is { Length: > 0 } marker && buffer.AsSpan(0, length).IndexOf(marker) >= 0;
            var hasCommit = buffer.AsSpan(0, length).IndexOf(Commit) >= 0;
            var commits = hasCommit && Volatile.Read(ref cutAfterCommit) == 1 && (commitMarker.Length == 0 || marked) && Interlocked.CompareExchange(ref cutAfterCommit, 0, 1) == 1;
            if (commits) silence.Silent = true;
            if (heldMarker is { Length: > 0 } words && buffer.AsSpan(0, length).IndexOf(words) >= 0) silence.Held = held.Task;
            marked &= !hasCommit;
            await up.SendAsync(buffer.AsMemory(0, length), ended.Token);
            if (!commits) continue;
            await Task.Delay(150, ended.Token);
            Interlocked.Increment(ref cuts);
            return;
        }
    }

    private async Task DownAsync(Socket up, Socket client, StrongBox silence)
    {
        var buffer = new byte[16384];
        while (true)
        {
            var length = await up.ReceiveAsync(buffer, ended.Token);
            if (length == 0) return;
            if (silence.Held is { } release) await release.WaitAsync(ended.Token);
            if (!silence.Silent) await client.SendAsync(buffer.AsMemory(0, length), ended.Token);
        }
    }

    private sealed class StrongBox
    {
        public volatile bool Silent;

        public volatile Task? Held;
    }
}
