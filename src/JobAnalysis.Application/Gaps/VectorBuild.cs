using System.Buffers.Binary;
using JobAnalysis.Application.Data.Copy;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Domain.Gaps;

namespace JobAnalysis.Application.Gaps;

/// <summary>Vectors of some people while their levels stream by in any order: of each item the last level that had begun on the day, and when the next begins.</summary>
internal sealed class VectorBuild : IDisposable
{
    private readonly record struct Person(Guid OrganizationId, Guid Id);

    private readonly Dictionary<Guid, int> places = [];
    private readonly Dictionary<Guid, (int Place, int Length, int Index)> frameworks = [];
    private readonly Dictionary<Person, (int At, long Revision)> people = [];
    private readonly bool stagesDifferent;
    private readonly int width;
    private readonly int[] lineageOf;
    private readonly int asOf;
    private readonly HashSet<Person> different = [];
    private readonly HashSet<(Person, Guid)> compared = [];

    // A row a person, all lineages side by side.
    private byte[] levels = [];
    private int[] froms = [];
    private int[] ends = [];
    private int[] nextStarts = [];
    private bool[] has = [];

    /// <param name="lineages">Every competency with its place.</param>
    /// <param name="day">The day of the vectors.</param>
    /// <param name="stagesDifferent">Whoever's stored vector says something else is staged as well; else he is only named.</param>
    public VectorBuild(IReadOnlyDictionary<Guid, (Guid FrameworkId, int Ordinal)> lineages, DateOnly day, bool stagesDifferent = true)
    {
        this.stagesDifferent = stagesDifferent;
        asOf = day.DayNumber;
        foreach (var framework in lineages.Values.GroupBy(l => l.FrameworkId))
        {
            var length = framework.Max(l => l.Ordinal) + 1;
            frameworks.Add(framework.Key, (width, length, frameworks.Count));
            width += length;
        }
        lineageOf = new int[width];
        foreach (var (competency, (framework, ordinal)) in lineages)
        {
            var (place, _, index) = frameworks[framework];
            places.Add(competency, place + ordinal);
            lineageOf[place + ordinal] = index;
        }
    }

    /// <summary>Items of all lineages.</summary>
    public int Width => width;

    /// <summary>Place of a competency in the row of a person.</summary>
    public bool TryPlace(Guid competencyId, out int place) => places.TryGetValue(competencyId, out place);

    /// <summary>Where a person of the group stands; null for anybody else.</summary>
    public int? PlaceOf(Guid organizationId, Guid personId) => people.TryGetValue(new(organizationId, personId), out var person) ? person.At : null;

    public CopyBuffer Staged { get; } = new(VectorSql.StagedColumns);

    public int People => people.Count;

    public int Vectors { get; private set; }

    public int Different => different.Count;

    /// <summary>People whose stored vector said something else.</summary>
    public IEnumerable<(Guid OrganizationId, Guid PersonId)> DifferentPeople => different.Select(p => (p.OrganizationId, p.Id));

    public void TakePerson(CopyRows row)
    {
        var at = people.Count;
        people.Add(new(row.Id(0), row.Id(1)), (at, row.Int64(2)));
        if ((at + 1) * width > levels.Length) Grow(Math.Max(1024, at * 2));
    }

    public void TakeLevel(CopyRows row)
    {
        if (PlaceOf(row.Id(0), row.Id(1)) is { } person && places.TryGetValue(row.Id(2), out var place)) Put(person, place, row.Int32(3), row.Day(4, 0), row.Day(5, GapCalculator.Never));
    }

    /// <summary>Takes a level that counts on some days; of those that have begun the last stays.</summary>
    public void Put(int person, int place, int level, int from, int to)
    {
        var lineage = (person * frameworks.Count) + lineageOf[place];
        has[lineage] = true;
        if (from > asOf)
        {
            nextStarts[lineage] = Math.Min(nextStarts[lineage], from);
            return;
        }
        var at = (person * width) + place;
        if (levels[at] != GapCalculator.Nothing && froms[at] >= from) return;
        (levels[at], froms[at], ends[at]) = ((byte)Math.Clamp(level, 0, GapCalculator.Nothing), from, to);
    }

    /// <summary>Compares a stored vector with what was built; one for which there is no level any more becomes empty.</summary>
    public void Compare(CopyRows row)
    {
        var key = new Person(row.Id(0), row.Id(1));
        var framework = row.Id(2);
        if (!people.TryGetValue(key, out var person) || !frameworks.TryGetValue(framework, out var lineage)) return;
        compared.Add((key, framework));
        has[(person.At * frameworks.Count) + lineage.Index] = true;
        Build(person.At, framework, out var built);
        var flags = row.Bytes(6);
        var sameShape = row.Bytes(3).Length == lineage.Length && flags.Length == lineage.Length;
        var same = sameShape && row.Bytes(3).SequenceEqual(built.Levels) && row.Bytes(5).SequenceEqual(built.Ends) && row.Int64(9) <= person.Revision;
        var differs = !same && row.Day(7, 0) <= asOf;
        if (differs) different.Add(key);
        if (differs && !stagesDifferent) return;
        if (same && row.Bytes(4).SequenceEqual(built.Froms) && row.Day(8, GapGroup.Never) == built.NextStart && row.Day(7, 0) <= asOf) return;
        Stage(key, person.Revision, framework, built, sameShape ? flags : Resized(flags, lineage.Length), differs);
    }

    /// <summary>Those of whom no vector is stored.</summary>
    public void Finish()
    {
        foreach (var (key, person) in people)
        {
            foreach (var (framework, lineage) in frameworks)
            {
                if (!has[(person.At * frameworks.Count) + lineage.Index]) continue;
                Vectors++;
                if (compared.Contains((key, framework))) continue;
                Build(person.At, framework, out var built);
                Stage(key, person.Revision, framework, built, new byte[lineage.Length], differs: false);
            }
        }
    }

    public void Dispose() => Staged.Dispose();

    private ref struct Built
    {
        public ReadOnlySpan<byte> Levels;
        public byte[] Froms;
        public byte[] Ends;
        public int NextStart;
    }

    private void Build(int at, Guid framework, out Built built)
    {
        var (place, length, index) = frameworks[framework];
        var first = (at * width) + place;
        built = new() { Levels = levels.AsSpan(first, length), Froms = new byte[length * sizeof(int)], Ends = new byte[length * sizeof(int)], NextStart = nextStarts[(at * frameworks.Count) + index] };
        for (var i = 0; i < length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(built.Froms.AsSpan(i * sizeof(int)), froms[first + i]);
            BinaryPrimitives.WriteInt32BigEndian(built.Ends.AsSpan(i * sizeof(int)), ends[first + i]);
        }
    }

    private void Stage(Person key, long revision, Guid framework, in Built built, ReadOnlySpan<byte> flags, bool differs) => Staged.Row()
        .Id(key.OrganizationId).Id(key.Id).Id(framework).Bytes(built.Levels).Bytes(built.Froms).Bytes(built.Ends).Bytes(flags)
        .Day(asOf).Day(built.NextStart == GapGroup.Never ? null : built.NextStart).Int64(revision).Boolean(differs);

    private static byte[] Resized(ReadOnlySpan<byte> flags, int length)
    {
        var resized = new byte[length];
        flags[..Math.Min(flags.Length, length)].CopyTo(resized);
        return resized;
    }

    private void Grow(int to)
    {
        var (from, fromLineages) = (levels.Length, nextStarts.Length);
        Array.Resize(ref levels, to * width);
        Array.Resize(ref froms, to * width);
        Array.Resize(ref ends, to * width);
        Array.Resize(ref nextStarts, to * frameworks.Count);
        Array.Resize(ref has, to * frameworks.Count);
        levels.AsSpan(from).Fill(GapCalculator.Nothing);
        nextStarts.AsSpan(fromLineages).Fill(GapGroup.Never);
    }
}
