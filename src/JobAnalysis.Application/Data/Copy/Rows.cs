namespace JobAnalysis.Application.Data.Copy;

/// <summary>Rows one after the other, wherever they come from: a COPY of millions, or the few of one person.</summary>
internal abstract class Rows : IAsyncDisposable
{
    /// <summary>Goes to the next row; false after the last.</summary>
    public abstract ValueTask<bool> NextAsync(CancellationToken cancellationToken);

    public abstract bool IsNull(int column);

    /// <summary>Bytes of a bytea, or of a text in UTF-8.</summary>
    public abstract ReadOnlySpan<byte> Bytes(int column);

    public abstract Guid Id(int column);

    public abstract long Int64(int column);

    public abstract int Int32(int column);

    public abstract bool Boolean(int column);

    /// <summary>A date as <see cref="DateOnly.DayNumber"/>; what is missing gives <paramref name="missing"/>.</summary>
    public abstract int Day(int column, int missing);

    public abstract ValueTask DisposeAsync();
}
