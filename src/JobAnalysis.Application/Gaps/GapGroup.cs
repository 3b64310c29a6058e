using System.Runtime.InteropServices;
using JobAnalysis.Application.Data.Copy;
using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Application.Gaps;

/// <summary>
/// What was read of the people of some agencies, as rows in arrays that name each other by index: 400,000 people must fit where objects would not.
/// Days are <see cref="DateOnly.DayNumber"/>, "no end" is <see cref="Never"/>.
/// </summary>
internal sealed class GapGroup
{
    public const int Never = int.MaxValue;

    /// <summary>An id within an agency.</summary>
    public readonly record struct Key(int Agency, Guid Id)
    {
        public override int GetHashCode() => Id.GetHashCode() ^ Agency;
    }

    public struct Person
    {
        public int Agency;
        public Guid Id;
        public long Revision;
        public int LeftOn;
        public int Vector;
        public bool ReadsRows;
        public int WaitsFor;
        public string? Fault;
    }

    public struct Holding
    {
        public int Person;
        public Guid Id;
        public int Position;
        public AppointmentKind Kind;
        public int From;
        public int To;
        public int Tiers;

        /// <summary>A bit for each framework of which a stored result was met.</summary>
        public ulong Seen;
    }

    /// <summary>A value that holds from one day until another; the next of the same owner by index, -1 for none.</summary>
    public readonly record struct Dated(Guid Value, Tier Tier, int From, int To, int Next)
    {
        public bool Holds(int day) => From <= day && day < To;
    }

    public struct Position
    {
        public int Agency;
        public int Facts;
        public int Places;
    }

    /// <summary>Accepted levels of a person on a lineage: levels, then ends of validity (4 bytes each), then flags where there are any, in <see cref="Bytes"/>.</summary>
    public struct Vector
    {
        public int Next;
        public Guid FrameworkId;
        public int Offset;
        public int Length;
        public bool HasFlags;
        public int BuiltOn;
        public int NextStart;
    }

    public readonly record struct Release(Guid CompetencyId, int From, int To);

    private readonly Dictionary<Guid, int> agencyOf = [];
    private readonly Dictionary<Key, List<RequirementLayers.Version>> versions = [];
    private readonly Dictionary<Key, List<RequirementLayers.Cell>> cells = [];
    private readonly Dictionary<Key, List<(Guid CompetencyId, int Importance)>> importance = [];
    private Guid lastId;
    private int lastAgency;

    public List<GroupAgency> Agencies { get; } = [];

    public LayerRows Layers { get; private set; } = null!;

    public RowStore<Person> People { get; } = new();

    public Dictionary<Key, int> PersonOf { get; } = [];

    public RowStore<Holding> Holdings { get; } = new();

    public Dictionary<Key, int> HoldingOf { get; } = [];

    public RowStore<Position> Positions { get; } = new();

    public Dictionary<Key, int> PositionOf { get; } = [];

    /// <summary>Tiers of holdings, profiles (empty = none) and units of positions.</summary>
    public RowStore<Dated> Dates { get; } = new();

    public RowStore<Vector> Vectors { get; } = new();

    /// <summary>Bytes of the vectors.</summary>
    public ByteStore Bytes { get; } = new();

    public Dictionary<int, List<(DateOnly From, DateOnly? To)>> Leaves { get; } = [];

    public Dictionary<int, List<Release>> Releases { get; } = [];

    public Dictionary<Key, (Guid AppointmentId, string Code)> Quarantined { get; } = [];

    public Dictionary<Key, int> Waiting { get; } = [];

    /// <summary>Begins with other agencies; the room that the last ones took is used again.</summary>
    public void Begin(LayerRows layers)
    {
        Layers = layers;
        lastId = Guid.Empty;
        agencyOf.Clear();
        versions.Clear();
        cells.Clear();
        importance.Clear();
        Agencies.Clear();
        People.Clear();
        PersonOf.Clear();
        Holdings.Clear();
        HoldingOf.Clear();
        Positions.Clear();
        PositionOf.Clear();
        Dates.Clear();
        Vectors.Clear();
        Bytes.Clear();
        Leaves.Clear();
        Releases.Clear();
        Quarantined.Clear();
        Waiting.Clear();
    }

    public void Add(GroupAgency agency)
    {
        agencyOf.Add(agency.Id, agency.Index);
        Agencies.Add(agency);
    }

    /// <summary>The agency of a row, or -1: one that cannot be computed at all.</summary>
    public int AgencyOf(Rows row)
    {
        var id = row.Id(0);
        if (id == lastId) return lastAgency;
        (lastId, lastAgency) = (id, agencyOf.TryGetValue(id, out var index) && Agencies[index].Fault is null ? index : -1);
        return lastAgency;
    }

    public int PositionAt(Key key)
    {
        ref var at = ref CollectionsMarshal.GetValueRefOrAddDefault(PositionOf, key, out var known);
        if (known) return at;
        at = Positions.Add(new() { Agency = key.Agency, Facts = -1, Places = -1 });
        return at;
    }

    public void AddVersion(Key profile, RequirementLayers.Version version) => Of(versions, profile).Add(version);

    /// <summary>After every requirement is resolved the cells are of no more use.</summary>
    public void ForgetCells()
    {
        cells.Clear();
        importance.Clear();
        cells.TrimExcess();
        importance.TrimExcess();
    }

    public void AddCell(Key version, RequirementLayers.Cell cell) => Of(cells, version).Add(cell);

    public void AddImportance(Key version, Guid competency, int value) => Of(importance, version).Add((competency, value));

    public IReadOnlyList<RequirementLayers.Version> VersionsOf(int agency, Guid profile) => versions.TryGetValue(new(agency, profile), out var found) ? found : [];

    public IReadOnlyList<RequirementLayers.Cell> CellsOf(int agency, Guid version) => cells.TryGetValue(new(agency, version), out var found) ? found : [];

    public IReadOnlyList<(Guid CompetencyId, int Importance)> ImportanceOf(int agency, Guid version) => importance.TryGetValue(new(agency, version), out var found) ? found : [];

    private static List<T> Of<T>(Dictionary<Key, List<T>> rows, Key key)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, key, out _);
        return list ??= [];
    }
}
