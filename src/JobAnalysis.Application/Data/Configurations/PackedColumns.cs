using System.Buffers.Binary;
using JobAnalysis.Domain.Gaps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace JobAnalysis.Application.Data.Configurations;

/// <summary>Arrays stored as bytea, big-endian: a run reads and writes them as they are, where the server would spell out an array item by item.</summary>
internal static class PackedColumns
{
    private sealed class DaysConverter() : ValueConverter<int[], byte[]>(days => DaysOut(days), bytes => DaysIn(bytes));

    private sealed class IdsConverter() : ValueConverter<Guid[], byte[]>(ids => IdsOut(ids), bytes => IdsIn(bytes));

    private sealed class CountsConverter() : ValueConverter<int[], byte[]>(counts => CountsOut(counts), bytes => CountsIn(bytes));

    private sealed class ArrayComparer<T>() : ValueComparer<T[]>((x, y) => Same(x, y), x => x.Length, x => (T[])x.Clone())
        where T : struct, IEquatable<T>;

    // Trees of expressions know no spans.
    private static byte[] DaysOut(int[] days) => PackDays(days);

    private static int[] DaysIn(byte[] bytes) => UnpackDays(bytes);

    private static byte[] IdsOut(Guid[] ids) => PackIds(ids);

    private static Guid[] IdsIn(byte[] bytes) => UnpackIds(bytes);

    private static byte[] CountsOut(int[] counts) => TotalCounts.Pack(counts);

    private static int[] CountsIn(byte[] bytes) => TotalCounts.Unpack(bytes);

    private static bool Same<T>(T[]? x, T[]? y)
        where T : struct, IEquatable<T> => x.AsSpan().SequenceEqual(y);

    public static PropertyBuilder<int[]> IsPackedDays(this PropertyBuilder<int[]> property) => property.HasColumnType("bytea").HasConversion(new DaysConverter(), new ArrayComparer<int>());

    public static PropertyBuilder<Guid[]> IsPackedIds(this PropertyBuilder<Guid[]> property) => property.HasColumnType("bytea").HasConversion(new IdsConverter(), new ArrayComparer<Guid>());

    public static PropertyBuilder<int[]> IsPackedCounts(this PropertyBuilder<int[]> property) => property.HasColumnType("bytea").HasConversion(new CountsConverter(), new ArrayComparer<int>());

    public static byte[] PackDays(ReadOnlySpan<int> days)
    {
        var bytes = new byte[days.Length * sizeof(int)];
        for (var i = 0; i < days.Length; i++) BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * sizeof(int)), days[i]);
        return bytes;
    }

    public static int[] UnpackDays(ReadOnlySpan<byte> bytes)
    {
        var days = new int[bytes.Length / sizeof(int)];
        for (var i = 0; i < days.Length; i++) days[i] = BinaryPrimitives.ReadInt32BigEndian(bytes[(i * sizeof(int))..]);
        return days;
    }

    public static byte[] PackIds(ReadOnlySpan<Guid> ids)
    {
        var bytes = new byte[ids.Length * 16];
        for (var i = 0; i < ids.Length; i++) ids[i].TryWriteBytes(bytes.AsSpan(i * 16), bigEndian: true, out _);
        return bytes;
    }

    public static Guid[] UnpackIds(ReadOnlySpan<byte> bytes)
    {
        var ids = new Guid[bytes.Length / 16];
        for (var i = 0; i < ids.Length; i++) ids[i] = new(bytes.Slice(i * 16, 16), bigEndian: true);
        return ids;
    }
}
