using System.Buffers.Binary;
using System.Security.Cryptography;
using JobAnalysis.Application.Data.Configurations;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Gaps;

/// <summary>One agency of a group: what its people are compared with, and what was found.</summary>
internal sealed class GroupAgency
{
    /// <summary>A framework the agency uses on the day.</summary>
    /// <param name="Adopted">The version.</param>
    /// <param name="HasText">Items that have a text in it, by ordinal.</param>
    public sealed record Framework(RequirementLayers.Adopted Adopted, bool[] HasText);

    public required int Index { get; init; }

    public required Guid Id { get; init; }

    public required DateOnly AsOf { get; init; }

    public LayerRows.Publication? Last { get; init; }

    /// <summary>Read everything: asked for, never published, another formula, or nobody knows what changed since.</summary>
    public required bool IsFull { get; init; }

    public AgencyChain? Chain { get; private set; }

    public SettingValues? Settings { get; private set; }

    public RequirementLayers? Layers { get; private set; }

    public IReadOnlyList<Framework> Frameworks { get; private set; } = [];

    public byte[] SettingIds { get; private set; } = [];

    /// <summary>Earliest later day on which the tree above, a setting or an adoption changes.</summary>
    public DateOnly? NextChangeOn { get; private set; }

    public IReadOnlyDictionary<Guid, Guid?> UnitParents { get; private set; } = new Dictionary<Guid, Guid?>();

    public long TreeHash { get; private set; }

    /// <summary>Why the agency cannot be computed at all, e.g. a setting that nobody can read; the others of the group go on.</summary>
    public RuleViolationException? Fault { get; private set; }

    /// <summary>Totals are counted from the stored rows, because some of them were written between publications or stay as they are.</summary>
    public bool NeedsRecount { get; set; }

    public int PeopleRead { get; set; }

    /// <summary>People of whom a stored result was met; for the progress bar only.</summary>
    public int PeopleCompared { get; set; }

    public int AppointmentsRead { get; set; }

    public int DueByInput { get; set; }

    public int DueByDate { get; set; }

    public int Retried { get; set; }

    public int Unchanged { get; set; }

    /// <summary>Rows staged to be changed or removed (not those that are new).</summary>
    public int StagedUpdates { get; set; }

    public int StagedInserts { get; set; }

    public int Visible { get; set; }

    public int Removed { get; set; }

    public GapCounts Counts { get; set; }

    public List<AppointmentFailure> Failures { get; } = [];

    public Guid? FrameworkVersionId => Frameworks.Count == 0 ? null : Frameworks[0].Adopted.FrameworkVersionId;

    /// <summary>True where there cannot be a stored result yet: rows go straight to their table.</summary>
    public bool IsFirst => Last is null;

    public long NextPublication => (Last?.Id ?? 0) + 1;

    public static GroupAgency Of(int index, Guid id, DateOnly asOf, bool full, LayerRows rows, GapGroup group)
    {
        var last = rows.Publications.GetValueOrDefault(id);
        var agency = new GroupAgency
        {
            Index = index,
            Id = id,
            AsOf = asOf,
            Last = last,
            IsFull = full || last is null || last.FormulaVersion != GapFormula.Version || last.ClusterId != rows.ClusterId || !last.HasSnapshot || last.AsOf > asOf,
        };
        try
        {
            agency.Resolve(rows, group);
        }
        catch (RuleViolationException exception)
        {
            agency.Fault = exception;
        }
        return agency;
    }

    private void Resolve(LayerRows rows, GapGroup group)
    {
        Chain = AgencyChain.Of(rows.Placements, Id, AsOf);
        Settings = SettingValues.Of(rows.Settings, Chain, AsOf);
        SettingIds = PackedColumns.PackIds(Settings.RowIds);
        var (inForce, setOf, nextChangeOn) = RequirementLayers.Choose(Chain, rows.Adoptions, [.. rows.Sets[Id]], AsOf);
        Layers = new()
        {
            Adoptions = [.. inForce.Select(a => RequirementLayers.AdoptedOf(a, setOf, rows.Editions[a.FrameworkVersionId]))],
            Defaults = rows.Defaults,
            NextChangeOn = nextChangeOn,
            VersionsOf = profile => group.VersionsOf(Index, profile),
            CellsOf = version => group.CellsOf(Index, version),
            ImportanceOf = version => group.ImportanceOf(Index, version),
        };
        Frameworks = [.. Layers.Adoptions.Select(a => new Framework(a, Texts(a)))];
        var next = new EarliestChange(AsOf);
        next.Add(Chain.NextChangeOn);
        next.Add(Settings.NextChangeOn);
        next.Add(nextChangeOn);
        NextChangeOn = next.Day;
        UnitParents = rows.Units[Id].ToDictionary(u => u.UnitId, u => u.ParentId);
        TreeHash = HashOf(UnitParents);
    }

    private static bool[] Texts(RequirementLayers.Adopted adopted)
    {
        var texts = new bool[adopted.Length];
        foreach (var ordinal in adopted.Ordinals.Values) texts[ordinal] = true;
        return texts;
    }

    private static long HashOf(IReadOnlyDictionary<Guid, Guid?> parents)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (unit, parent) in parents.OrderBy(p => p.Key))
        {
            sha.AppendData(unit.ToByteArray(bigEndian: true));
            sha.AppendData((parent ?? Guid.Empty).ToByteArray(bigEndian: true));
        }
        return BinaryPrimitives.ReadInt64BigEndian(sha.GetHashAndReset());
    }
}
