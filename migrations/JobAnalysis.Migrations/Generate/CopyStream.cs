using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace JobAnalysis.Migrations.Generate;

/// <summary>
/// Writes rows in PostgreSQL's binary COPY format. Npgsql's typed importer resolves a converter for each value; at 300 million values that is most of
/// the time, so the bytes are laid out here.
/// </summary>
internal sealed class CopyStream : IAsyncDisposable
{
    private const int LongestRow = 16 * 1024;
    private static readonly int FirstDay = new DateOnly(2000, 1, 1).DayNumber;
    private static readonly DateTimeOffset FirstInstant = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Signature = [.. "PGCOPY\n"u8, 0xFF, 0x0D, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly Stream stream;
    private readonly byte[] buffer = new byte[256 * 1024];
    private readonly short columns;
    private int used;

    private CopyStream(Stream stream, short columns)
    {
        (this.stream, this.columns) = (stream, columns);
        Signature.CopyTo(buffer, 0);
        used = Signature.Length;
    }

    public long Rows { get; private set; }

    public static async Task<CopyStream> Open(NpgsqlConnection connection, string table, string columns, CancellationToken cancellationToken) =>
        new(await connection.BeginRawBinaryCopyAsync($"copy {table}({columns}) from stdin (format binary)", cancellationToken), (short)columns.Split(',').Length);

    /// <summary>Begins a row; a full buffer is sent first.</summary>
    public async ValueTask Row(CancellationToken cancellationToken)
    {
        if (used > buffer.Length - LongestRow)
        {
            await stream.WriteAsync(buffer.AsMemory(0, used), cancellationToken);
            used = 0;
        }
        BinaryPrimitives.WriteInt16BigEndian(buffer.AsSpan(used), columns);
        used += 2;
        Rows++;
    }

    public CopyStream Null()
    {
        Write(-1);
        return this;
    }

    public CopyStream Id(Guid id)
    {
        Write(16);
        id.TryWriteBytes(buffer.AsSpan(used), bigEndian: true, out _);
        used += 16;
        return this;
    }

    public CopyStream Id(Guid? id) => id is { } given ? Id(given) : Null();

    public CopyStream Number(int value)
    {
        Write(4);
        Write(value);
        return this;
    }

    public CopyStream Long(long value)
    {
        Write(8);
        BinaryPrimitives.WriteInt64BigEndian(buffer.AsSpan(used), value);
        used += 8;
        return this;
    }

    public CopyStream Flag(bool value)
    {
        Write(1);
        buffer[used++] = value ? (byte)1 : (byte)0;
        return this;
    }

    public CopyStream Day(DateOnly day) => Number(day.DayNumber - FirstDay);

    public CopyStream Instant(DateTimeOffset at) => Long((at - FirstInstant).Ticks / 10);

    public CopyStream Text(string text)
    {
        var length = Encoding.UTF8.GetBytes(text, buffer.AsSpan(used + 4));
        Write(length);
        used += length;
        return this;
    }

    /// <summary>An ltree travels as a version byte and its text.</summary>
    public CopyStream Path(string path)
    {
        Write(path.Length + 1);
        buffer[used++] = 1;
        used += Encoding.ASCII.GetBytes(path, buffer.AsSpan(used));
        return this;
    }

    public CopyStream Bytes(ReadOnlySpan<byte> bytes)
    {
        Write(bytes.Length);
        bytes.CopyTo(buffer.AsSpan(used));
        used += bytes.Length;
        return this;
    }

    /// <summary>Numbers as a bytea, big-endian.</summary>
    public CopyStream Packed(ReadOnlySpan<int> values)
    {
        Write(values.Length * sizeof(int));
        foreach (var value in values) Write(value);
        return this;
    }

    public async Task Complete(CancellationToken cancellationToken)
    {
        BinaryPrimitives.WriteInt16BigEndian(buffer.AsSpan(used), -1);
        await stream.WriteAsync(buffer.AsMemory(0, used + 2), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private void Write(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(used), value);
        used += 4;
    }
}
