using System.Buffers;
using System.Buffers.Binary;

namespace JobAnalysis.Application.Data.Copy;

/// <summary>
/// Reads what the server sends for COPY ... TO STDOUT (FORMAT binary), row by row from one pooled buffer: a field is a span of it, nothing is made for a row.
/// </summary>
internal sealed class CopyRows(Stream stream, int columns) : Rows
{
    private const int FirstSize = 64 * 1024;
    private const int Signature = 11;

    /// <summary>Day 0 of PostgreSQL's dates as <see cref="DateOnly.DayNumber"/>.</summary>
    private static readonly int Epoch = new DateOnly(2000, 1, 1).DayNumber;

    private readonly int[] offsets = new int[columns];
    private readonly int[] lengths = new int[columns];
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int start;
    private int end;
    private bool begun;

    public override ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        if (begun && TryRow(out var last)) return ValueTask.FromResult(!last);
        return ReadAsync(cancellationToken);
    }

    public override bool IsNull(int column) => lengths[column] < 0;

    public override ReadOnlySpan<byte> Bytes(int column) => lengths[column] < 0 ? default : buffer.AsSpan(offsets[column], lengths[column]);

    public override Guid Id(int column) => new(Bytes(column), bigEndian: true);

    public override long Int64(int column) => BinaryPrimitives.ReadInt64BigEndian(Bytes(column));

    public override int Int32(int column) => BinaryPrimitives.ReadInt32BigEndian(Bytes(column));

    public override bool Boolean(int column) => buffer[offsets[column]] != 0;

    public override int Day(int column, int missing) => IsNull(column) ? missing : Int32(column) + Epoch;

    public static int ToServer(int dayNumber) => dayNumber - Epoch;

    public override async ValueTask DisposeAsync()
    {
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        await stream.DisposeAsync();
    }

    private async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        for (; ; )
        {
            if (!begun) begun = TryHeader();
            if (begun && TryRow(out var last))
            {
                if (last) await DrainAsync(cancellationToken);
                return !last;
            }
            await FillAsync(cancellationToken);
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }
        if (end == buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan(0, end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
        var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
        if (read == 0) throw new EndOfStreamException("The server ended a COPY within a row.");
        end += read;
    }

    /// <summary>The end of the protocol's message, so that the connection can be used again.</summary>
    private async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        while (await stream.ReadAsync(buffer.AsMemory(), cancellationToken) > 0)
        {
        }
    }

    private bool TryHeader()
    {
        const int fixedLength = Signature + 8;
        if (end - start < fixedLength) return false;
        var extension = BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(start + Signature + 4));
        if (end - start < fixedLength + extension) return false;
        start += fixedLength + extension;
        return true;
    }

    private bool TryRow(out bool last)
    {
        last = false;
        var data = buffer.AsSpan(start, end - start);
        if (data.Length < 2) return false;
        var count = BinaryPrimitives.ReadInt16BigEndian(data);
        if (count < 0)
        {
            last = true;
            return true;
        }
        if (count != offsets.Length) throw new InvalidDataException($"A row has {count} fields, not {offsets.Length}.");
        var at = 2;
        for (var i = 0; i < count; i++)
        {
            if (data.Length - at < 4) return false;
            var length = BinaryPrimitives.ReadInt32BigEndian(data[at..]);
            at += 4;
            (offsets[i], lengths[i]) = (start + at, length);
            if (length <= 0) continue;
            if (data.Length - at < length) return false;
            at += length;
        }
        start += at;
        return true;
    }
}
