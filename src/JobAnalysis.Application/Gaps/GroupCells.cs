using System.Buffers.Binary;
using JobAnalysis.Domain.Gaps;

namespace JobAnalysis.Application.Gaps;

/// <summary>The cells of one holding of a group, laid out for the calculator in arrays that are used again for the next.</summary>
internal sealed class GroupCells(GapGroup group, DateOnly day, int longest)
{
    private readonly int asOf = day.DayNumber;

    public byte[] Accepted { get; } = new byte[longest];

    /// <summary>Ends of validity as they are stored, four bytes each.</summary>
    public byte[] Ends { get; } = new byte[longest * sizeof(int)];

    public int[] ValidTo { get; } = new int[longest];

    public int[] ExemptFrom { get; } = new int[longest];

    public int[] ExemptUntil { get; } = new int[longest];

    /// <summary>Lays the levels of a person out for a framework; returns the day on which the next one begins.</summary>
    public DateOnly? LayOut(in GapGroup.Person person, Guid framework, bool[] hasText, int length, out ReadOnlySpan<byte> items)
    {
        items = default;
        Accepted.AsSpan(0, length).Fill(GapCalculator.Nothing);
        ValidTo.AsSpan(0, length).Clear();
        Ends.AsSpan(0, length * sizeof(int)).Clear();
        for (var at = person.Vector; at >= 0; at = group.Vectors[at].Next)
        {
            var vector = group.Vectors[at];
            if (vector.FrameworkId != framework) continue;
            var levels = group.Bytes.At(vector.Offset, vector.Length);
            var days = group.Bytes.At(vector.Offset + vector.Length, vector.Length * sizeof(int));
            if (vector.HasFlags) items = group.Bytes.At(vector.Offset + (vector.Length * 5), vector.Length);
            var most = Math.Min(length, vector.Length);
            for (var i = 0; i < most; i++)
            {
                if (levels[i] == GapCalculator.Nothing || !hasText[i]) continue;
                Accepted[i] = levels[i];
                var end = days.Slice(i * sizeof(int), sizeof(int));
                ValidTo[i] = BinaryPrimitives.ReadInt32BigEndian(end);
                end.CopyTo(Ends.AsSpan(i * sizeof(int)));
            }
            return vector.NextStart == GapGroup.Never ? null : DateOnly.FromDayNumber(vector.NextStart);
        }
        return null;
    }

    /// <summary>Lays the exemptions of a holding out; true, so that it can stand in a condition.</summary>
    public bool Exempt(List<GapGroup.Release> releases, RequirementLayers.Adopted adopted, int length, ref EarliestChange next)
    {
        ExemptFrom.AsSpan(0, length).Clear();
        ExemptUntil.AsSpan(0, length).Clear();
        foreach (var release in releases)
        {
            if (!adopted.Ordinals.TryGetValue(release.CompetencyId, out var i) || i >= length) continue;
            next.Add(DateOnly.FromDayNumber(release.From));
            if (release.From <= asOf) (ExemptFrom[i], ExemptUntil[i]) = (release.From, release.To);
        }
        return true;
    }
}
