using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Application.Gaps;

/// <summary>Rows that the agencies of a group share, read in the group's snapshot.</summary>
internal sealed class LayerRows
{
    /// <summary>The last publication of an agency.</summary>
    public sealed record Publication(long Id, DateOnly AsOf, int FormulaVersion, long ClusterId, bool HasSnapshot, long TreeHash, int Headcount);

    public required long SnapshotXmin { get; init; }

    /// <summary>Transactions that the group's snapshot sees.</summary>
    public required string Snapshot { get; init; }

    public required long ClusterId { get; init; }

    /// <summary>Today of run_clock() in Taipei.</summary>
    public required DateOnly Today { get; init; }

    public required IReadOnlyDictionary<Guid, Publication> Publications { get; init; }

    public required ILookup<Guid, AgencyChain.Placement> Placements { get; init; }

    public required IReadOnlyList<SettingValues.Row> Settings { get; init; }

    public required IReadOnlyList<RequirementLayers.Adoption> Adoptions { get; init; }

    public required ILookup<Guid, RequirementLayers.SetAdoption> Sets { get; init; }

    /// <summary>Items with a text, by framework version.</summary>
    public required ILookup<Guid, (Guid CompetencyId, int Ordinal)> Editions { get; init; }

    /// <summary>Every competency of an adopted lineage with its place.</summary>
    public required IReadOnlyDictionary<Guid, (Guid FrameworkId, int Ordinal)> Lineage { get; init; }

    public required ILookup<Guid, (Guid CompetencyId, Tier Tier, int Level)> Defaults { get; init; }

    /// <summary>Units of an agency with the unit above on the day.</summary>
    public required ILookup<Guid, (Guid UnitId, Guid? ParentId)> Units { get; init; }
}
