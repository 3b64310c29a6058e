using Npgsql;

namespace JobAnalysis.Application.Data.Copy;

/// <summary>A COPY that stays open on a connection of its own while rows are still being made: what does not fit into memory is sent before the last row is known.</summary>
internal sealed class CopySpill(NpgsqlConnection connection, Stream stream) : IAsyncDisposable
{
    private bool begun;

    /// <summary>Where the rows are; whoever goes on with them goes on here.</summary>
    public NpgsqlConnection Connection => connection;

    /// <summary>Sends what the buffer holds and empties it.</summary>
    public async Task SendAsync(CopyBuffer rows, CancellationToken cancellationToken)
    {
        if (!begun) await stream.WriteAsync(CopyBuffer.Head, cancellationToken);
        begun = true;
        await rows.DrainAsync(stream, cancellationToken);
    }

    public async Task EndAsync(CopyBuffer rows, CancellationToken cancellationToken)
    {
        await SendAsync(rows, cancellationToken);
        await stream.WriteAsync(CopyBuffer.Tail, cancellationToken);
        await stream.DisposeAsync();
    }

    /// <summary>A COPY that was not ended is cancelled by closing its connection.</summary>
    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
