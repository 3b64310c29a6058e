using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Gaps;

/// <summary>
/// Totals of a unit on a framework lineage, no names; suppressed where the reader may not open names. A person counts once, in the unit of the 本職;
/// 兼任 and 代理 are counted beside, in the unit they serve.
/// </summary>
[ScopeKind(ScopeKind.Aggregate)]
public sealed class GapTotal : IOwnedByOrganization
{
    /// <summary>Stands for the whole agency where a unit is named.</summary>
    public static readonly Guid WholeAgency = Guid.Empty;

    public Guid OrganizationId { get; init; }

    /// <summary>The unit, or <see cref="WholeAgency"/>.</summary>
    public Guid UnitId { get; init; }

    public Guid FrameworkId { get; init; }

    /// <summary>The unit alone, as <see cref="TotalCounts"/> lays it out.</summary>
    public required int[] Own { get; init; }

    /// <summary>The unit with everything below it.</summary>
    public required int[] Tree { get; init; }

    /// <summary>Publication that last changed it.</summary>
    public long PublicationId { get; init; }
}

/// <summary>What is counted of one competency.</summary>
/// <param name="Required">People with a requirement of 1 or more, without 免適用.</param>
/// <param name="Met">People at or above it: 備援人數.</param>
/// <param name="BelowByOne">Below by one level.</param>
/// <param name="BelowByTwo">Below by two levels.</param>
/// <param name="BelowByMore">Below by three levels or more.</param>
/// <param name="CriticalBelow">Below where the item is 關鍵.</param>
/// <param name="Expired">已逾期.</param>
/// <param name="NotAssessed">尚未評估.</param>
/// <param name="ConcurrentRequired">兼任 with a requirement.</param>
/// <param name="ConcurrentBelow">Of these below.</param>
/// <param name="ActingRequired">出缺代理 with a requirement.</param>
/// <param name="ActingBelow">Of these below.</param>
public readonly record struct TotalCell(
    int Required, int Met, int BelowByOne, int BelowByTwo, int BelowByMore, int CriticalBelow, int Expired, int NotAssessed,
    int ConcurrentRequired, int ConcurrentBelow, int ActingRequired, int ActingBelow)
{
    /// <summary>低於需求 by any number of levels.</summary>
    public int Below => BelowByOne + BelowByTwo + BelowByMore;

    /// <summary>Validly assessed.</summary>
    public int Assessed => Met + Below;

    /// <summary>備援人數 of the item.</summary>
    public BenchDepth Bench => new(Met);
}

/// <summary>Layout of the counts of a <see cref="GapTotal"/>: some about people, then <see cref="Measures"/> for each ordinal.</summary>
public static class TotalCounts
{
    /// <summary>Numbers before the first item.</summary>
    public const int Header = 4;

    /// <summary>Numbers of one item.</summary>
    public const int Measures = 12;

    /// <summary>Length for a number of items.</summary>
    public static int LengthOf(int items) => Header + (items * Measures);

    /// <summary>People with a result by their 本職.</summary>
    public static int People(ReadOnlySpan<int> counts) => counts.Length > 0 ? counts[0] : 0;

    /// <summary>Of these, people with a 關鍵 item below.</summary>
    public static int CriticalUnmetPeople(ReadOnlySpan<int> counts) => counts.Length > 1 ? counts[1] : 0;

    /// <summary>兼任 served in the unit.</summary>
    public static int Concurrent(ReadOnlySpan<int> counts) => counts.Length > 2 ? counts[2] : 0;

    /// <summary>出缺代理 served in the unit.</summary>
    public static int Acting(ReadOnlySpan<int> counts) => counts.Length > 3 ? counts[3] : 0;

    /// <summary>Counts of one item; zeros beyond the end.</summary>
    public static TotalCell Cell(ReadOnlySpan<int> counts, int ordinal)
    {
        var at = Header + (ordinal * Measures);
        if (ordinal < 0 || at + Measures > counts.Length) return default;
        var c = counts.Slice(at, Measures);
        return new(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10], c[11]);
    }

    /// <summary>Adds one result (or takes it away again) to counts that are long enough.</summary>
    /// <param name="counts">As long as <see cref="LengthOf"/> says for the states.</param>
    /// <param name="place">0 本職, 1 兼任, 2 出缺代理.</param>
    /// <param name="states">States of the result.</param>
    /// <param name="flags">Its flags.</param>
    /// <param name="required">Required ranks.</param>
    /// <param name="accepted">Accepted ranks.</param>
    /// <param name="sign">1 to add, -1 to take away.</param>
    public static void Count(
        Span<int> counts, int place, ReadOnlySpan<byte> states, ReadOnlySpan<byte> flags, ReadOnlySpan<byte> required, ReadOnlySpan<byte> accepted, int sign)
    {
        var criticalBelow = false;
        for (var i = 0; i < states.Length; i++)
        {
            var state = (CellState)states[i];
            if (state < CellState.NotComputable) continue;
            var cell = counts.Slice(Header + (i * Measures), Measures);
            var below = state is CellState.Below;
            if (place != 0)
            {
                cell[6 + (place * 2)] += sign;
                if (below) cell[7 + (place * 2)] += sign;
                continue;
            }

            cell[0] += sign;
            if (below)
            {
                cell[1 + Math.Clamp(required[i] - accepted[i], 1, 3)] += sign;
                if (((CellFlags)flags[i] & CellFlags.Critical) == CellFlags.None) continue;
                cell[5] += sign;
                criticalBelow = true;
            }
            else if (state > CellState.Below) cell[1] += sign;
            else if (state is CellState.Expired) cell[6] += sign;
            else if (state is CellState.NotAssessed) cell[7] += sign;
        }
        counts[place == 0 ? 0 : place + 1] += sign;
        if (criticalBelow) counts[1] += sign;
    }

    /// <summary>Few bytes: most counts are small or zero.</summary>
    public static byte[] Pack(ReadOnlySpan<int> counts)
    {
        var bytes = new byte[counts.Length * 5];
        var at = 0;
        foreach (var count in counts)
        {
            var rest = (uint)count;
            while (rest >= 0x80)
            {
                bytes[at++] = (byte)(rest | 0x80);
                rest >>= 7;
            }
            bytes[at++] = (byte)rest;
        }
        return bytes[..at];
    }

    /// <summary>The counts again.</summary>
    public static int[] Unpack(ReadOnlySpan<byte> bytes)
    {
        var length = 0;
        foreach (var b in bytes)
        {
            if (b < 0x80) length++;
        }
        var counts = new int[length];
        var (at, shift, value) = (0, 0, 0u);
        foreach (var b in bytes)
        {
            value |= (uint)(b & 0x7F) << shift;
            if (b >= 0x80)
            {
                shift += 7;
                continue;
            }
            counts[at++] = (int)value;
            (shift, value) = (0, 0);
        }
        return counts;
    }
}
