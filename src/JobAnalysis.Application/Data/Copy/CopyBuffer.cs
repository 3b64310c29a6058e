using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace JobAnalysis.Application.Data.Copy;

/// <summary>Rows in the binary format of COPY, made in memory in pooled chunks and sent as they are.</summary>
internal sealed class CopyBuffer(int columns) : IDisposable
{
    public const int ChunkSize = 128 * 1024;

    internal static readonly byte[] Head = [.. "PGCOPY\n"u8, 0xFF, 0x0D, 0x0A, 0x00, 0, 0, 0, 0, 0, 0, 0, 0];
    internal static readonly byte[] Tail = [0xFF, 0xFF];

    private readonly List<(byte[] Bytes, int Length)> full = [];
    private byte[] chunk = [];
    private int at;

    public int Rows { get; private set; }

    public CopyBuffer Row()
    {
        BinaryPrimitives.WriteInt16BigEndian(Take(2), (short)columns);
        Rows++;
        return this;
    }

    public CopyBuffer Null()
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(4), -1);
        return this;
    }

    public CopyBuffer Bytes(ReadOnlySpan<byte> value)
    {
        var span = Take(4 + value.Length);
        BinaryPrimitives.WriteInt32BigEndian(span, value.Length);
        value.CopyTo(span[4..]);
        return this;
    }

    public CopyBuffer Id(Guid value)
    {
        var span = Take(20);
        BinaryPrimitives.WriteInt32BigEndian(span, 16);
        value.TryWriteBytes(span[4..], bigEndian: true, out _);
        return this;
    }

    public CopyBuffer Id(Guid? value) => value is { } id ? Id(id) : Null();

    public CopyBuffer Int32(int value)
    {
        var span = Take(8);
        BinaryPrimitives.WriteInt32BigEndian(span, 4);
        BinaryPrimitives.WriteInt32BigEndian(span[4..], value);
        return this;
    }

    public CopyBuffer Int64(long value)
    {
        var span = Take(12);
        BinaryPrimitives.WriteInt32BigEndian(span, 8);
        BinaryPrimitives.WriteInt64BigEndian(span[4..], value);
        return this;
    }

    public CopyBuffer Boolean(bool value)
    {
        var span = Take(5);
        BinaryPrimitives.WriteInt32BigEndian(span, 1);
        span[4] = value ? (byte)1 : (byte)0;
        return this;
    }

    public CopyBuffer Text(string? value) => value is null ? Null() : Bytes(Encoding.UTF8.GetBytes(value));

    /// <summary>A day number as a date, or null.</summary>
    public CopyBuffer Day(int? dayNumber) => dayNumber is { } day ? Int32(CopyRows.ToServer(day)) : Null();

    public CopyBuffer Instant(DateTimeOffset value) => Int64((value.UtcTicks - PostgresEpoch) / TimeSpan.TicksPerMicrosecond);

    /// <summary>Bytes that wait to be sent.</summary>
    public long Waiting { get; private set; }

    /// <summary>Sends everything with head and tail.</summary>
    public async Task SendAsync(Stream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Head, cancellationToken);
        await DrainAsync(stream, cancellationToken);
        await stream.WriteAsync(Tail, cancellationToken);
    }

    /// <summary>Sends the rows and keeps room for the next.</summary>
    public async Task DrainAsync(Stream stream, CancellationToken cancellationToken)
    {
        foreach (var (bytes, length) in full)
        {
            await stream.WriteAsync(bytes.AsMemory(0, length), cancellationToken);
            ArrayPool<byte>.Shared.Return(bytes);
        }
        full.Clear();
        await stream.WriteAsync(chunk.AsMemory(0, at), cancellationToken);
        (at, Waiting) = (0, 0);
    }

    public void Dispose()
    {
        foreach (var (bytes, _) in full) ArrayPool<byte>.Shared.Return(bytes);
        if (chunk.Length > 0) ArrayPool<byte>.Shared.Return(chunk);
        full.Clear();
        chunk = [];
    }

    private static readonly long PostgresEpoch = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks;

    private Span<byte> Take(int length)
    {
        if (chunk.Length - at < length)
        {
            if (chunk.Length > 0) full.Add((chunk, at));
            chunk = ArrayPool<byte>.Shared.Rent(Math.Max(ChunkSize, length));
            at = 0;
        }
        at += length;
        Waiting += length;
        return chunk.AsSpan(at - length, length);
    }
}
