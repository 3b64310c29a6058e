using System.Runtime.InteropServices;
using JobAnalysis.Application.Data.Copy;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Application.Gaps;

/// <summary>
/// Totals of a group: counted in the pass that compares. For a run that read everything they are the totals; for one that read what was due they are what
/// changed, and are added to the stored ones. Rolled up the unit tree of the day in both cases.
/// </summary>
internal sealed class GroupTotals
{
    /// <summary>A row of gap_total to write; without counts it is to be deleted.</summary>
    public readonly record struct Row(Guid OrganizationId, Guid UnitId, Guid FrameworkId, byte[]? Own, byte[]? Tree);

    private readonly record struct Place(int Agency, Guid Unit, Guid Framework);

    private readonly Dictionary<Place, int[]> own = [];
    private readonly Dictionary<Place, (byte[] Own, byte[] Tree)> stored = [];

    public void Count(
        int agency, Guid unit, Guid framework, AppointmentKind kind, ReadOnlySpan<byte> states, ReadOnlySpan<byte> flags, ReadOnlySpan<byte> required, ReadOnlySpan<byte> accepted, int sign) =>
        TotalCounts.Count(At(own, new(agency, unit, framework), TotalCounts.LengthOf(states.Length)), (int)kind, states, flags, required, accepted, sign);

    /// <summary>What was stored before.</summary>
    public void Take(int agency, Rows row) => stored[new(agency, row.Id(1), row.Id(2))] = (row.Bytes(3).ToArray(), row.Bytes(4).ToArray());

    /// <summary>Forgets what was counted of an agency, because it is counted from its stored rows instead.</summary>
    public void Forget(int agency)
    {
        foreach (var place in own.Keys.Where(p => p.Agency == agency).ToList()) own.Remove(place);
    }

    /// <summary>Rows that differ from the stored ones.</summary>
    /// <param name="agencies">The agencies to write.</param>
    /// <param name="isWhole">Was everything of the agency counted, or only what changed?</param>
    public IEnumerable<Row> Changed(IReadOnlyCollection<GroupAgency> agencies, Func<GroupAgency, bool> isWhole)
    {
        Dictionary<Place, int[]> tree = [];
        var byIndex = agencies.ToDictionary(a => a.Index);
        foreach (var (place, counts) in own)
        {
            if (!byIndex.TryGetValue(place.Agency, out var agency)) continue;
            // A tree that bites its own tail ends after as many steps as there are units.
            var steps = agency.UnitParents.Count + 1;
            for (Guid? unit = place.Unit; unit is { } at && steps > 0; unit = agency.UnitParents.GetValueOrDefault(at), steps--) Add(tree, place with { Unit = at }, counts);
            Add(tree, place with { Unit = GapTotal.WholeAgency }, counts);
        }

        foreach (var (place, counts) in tree)
        {
            var agency = byIndex[place.Agency];
            var whole = isWhole(agency);
            var before = stored.GetValueOrDefault(place);
            var ownNow = Sum(whole ? null : before.Own, own.GetValueOrDefault(place));
            var treeNow = Sum(whole ? null : before.Tree, counts);
            if (before.Tree is not null && ownNow.AsSpan().SequenceEqual(before.Own) && treeNow.AsSpan().SequenceEqual(before.Tree)) continue;
            var isEmpty = !treeNow.AsSpan().ContainsAnyExcept((byte)0);
            if (isEmpty && before.Tree is null) continue;
            yield return new(agency.Id, place.Unit, place.Framework, isEmpty ? null : ownNow, isEmpty ? null : treeNow);
        }
        foreach (var place in stored.Keys)
        {
            if (byIndex.TryGetValue(place.Agency, out var agency) && isWhole(agency) && !tree.ContainsKey(place)) yield return new(agency.Id, place.Unit, place.Framework, null, null);
        }
    }

    private static byte[] Sum(byte[]? before, int[]? counted)
    {
        var sum = before is null ? [] : TotalCounts.Unpack(before);
        if (counted is null) return TotalCounts.Pack(sum);
        if (sum.Length < counted.Length) Array.Resize(ref sum, counted.Length);
        for (var i = 0; i < counted.Length; i++) sum[i] += counted[i];
        return TotalCounts.Pack(sum);
    }

    private static void Add(Dictionary<Place, int[]> to, Place place, int[] counts)
    {
        var sum = At(to, place, counts.Length);
        for (var i = 0; i < counts.Length; i++) sum[i] += counts[i];
    }

    private static int[] At(Dictionary<Place, int[]> rows, Place place, int length)
    {
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, place, out _);
        if (counts is null) counts = new int[length];
        else if (counts.Length < length) Array.Resize(ref counts, length);
        return counts;
    }
}
