using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Positions;

/// <summary>
/// The resolved requirement of one tier column: per competency ordinal the level, 關鍵, importance and the layer that won. A cell is inherited whole:
/// whoever sets the level also says whether it is 關鍵. Importance belongs to the row and is inherited by itself.
/// </summary>
public sealed class ProfileResolution
{
    /// <summary>Importance of a row for which nobody wrote one: the middle.</summary>
    public const byte DefaultImportance = 3;

    private const byte HighestImportance = 5;

    private readonly byte[] levels;
    private readonly byte[] critical;
    private readonly byte[] importance;
    private readonly RequirementLayer[] layers;
    private readonly Guid?[] sources;

    private ProfileResolution(int length)
    {
        levels = new byte[length];
        Array.Fill(levels, GapCalculator.Nothing);
        critical = new byte[(length + 7) / 8];
        importance = new byte[length];
        Array.Fill(importance, DefaultImportance);
        layers = new RequirementLayer[length];
        sources = new Guid?[length];
    }

    /// <summary>A cell of one tier's defaults.</summary>
    /// <param name="Ordinal">Ordinal of the competency in its lineage.</param>
    /// <param name="Nearness">Place of the author in the chain: 0 the framework's owner, larger is nearer (主管機關 1, agency 2). The nearest wins.</param>
    /// <param name="Source">The set of defaults, for "which default".</param>
    /// <param name="Level">Required level, 無要求 included; null when the author sets only the importance.</param>
    /// <param name="IsCritical">關鍵.</param>
    /// <param name="Importance">1–5, or null.</param>
    public readonly record struct DefaultCell(int Ordinal, int Nearness, Guid Source, RequiredLevel? Level, bool IsCritical, byte? Importance);

    /// <summary>A cell of the 職能需求表 in the column of the tier.</summary>
    /// <param name="Ordinal">Ordinal of the competency in its lineage.</param>
    /// <param name="Level">Required level, 無要求 included; null = inherit the cell.</param>
    /// <param name="IsCritical">關鍵; counts only with a level of 1 or more.</param>
    /// <param name="Importance">1–5 of the row, or null = inherit.</param>
    public readonly record struct ProfileCell(int Ordinal, RequiredLevel? Level, bool IsCritical, byte? Importance);

    /// <summary>Number of items; later ordinals are 需求未訂.</summary>
    public int Length => levels.Length;

    /// <summary>Required ranks as <see cref="GapCalculator"/> takes them.</summary>
    public ReadOnlyMemory<byte> Levels => levels;

    /// <summary>關鍵 bits as <see cref="GapCalculator"/> takes them.</summary>
    public ReadOnlyMemory<byte> Critical => critical;

    /// <summary>Importance 1–5 per item.</summary>
    public ReadOnlyMemory<byte> Importance => importance;

    /// <summary>The required level, or null for 需求未訂.</summary>
    public RequiredLevel? LevelOf(int ordinal) => ordinal < Length && levels[ordinal] != GapCalculator.Nothing ? new RequiredLevel(levels[ordinal]) : null;

    /// <summary>Is the item 關鍵?</summary>
    public bool IsCritical(int ordinal) => GapCalculator.IsCritical(critical, ordinal);

    /// <summary>The layer that gave the level.</summary>
    public RequirementLayer LayerOf(int ordinal) => ordinal < Length ? layers[ordinal] : RequirementLayer.Unset;

    /// <summary>The set of defaults that gave the level, null when the profile did or nobody.</summary>
    public Guid? SourceOf(int ordinal) => ordinal < Length ? sources[ordinal] : null;

    /// <summary>Resolves one column.</summary>
    /// <param name="defaults">Default cells of the tier from every author of the chain, in any order.</param>
    /// <param name="cells">Cells of the profile, in any order; empty shows what would be inherited.</param>
    /// <exception cref="RuleViolationException">
    /// <c>positions.cell-twice</c> (ordinal) when one author or the profile has two cells for one item, <c>positions.importance-outside-range</c> (value, 5).
    /// </exception>
    public static ProfileResolution Resolve(IReadOnlyCollection<DefaultCell> defaults, IReadOnlyCollection<ProfileCell> cells)
    {
        if (defaults.Concat(cells.Select(cell => new DefaultCell(cell.Ordinal, int.MaxValue, default, null, false, null)))
            .GroupBy(cell => (cell.Ordinal, cell.Nearness)).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
            throw new RuleViolationException("positions.cell-twice", twice.Key.Ordinal);

        var length = Math.Max(defaults.Select(cell => cell.Ordinal + 1).DefaultIfEmpty().Max(), cells.Select(cell => cell.Ordinal + 1).DefaultIfEmpty().Max());
        var result = new ProfileResolution(length);
        foreach (var cell in defaults.OrderBy(cell => cell.Nearness))
            result.Set(cell.Ordinal, cell.Level, cell.IsCritical, cell.Importance, RequirementLayer.TierDefault, cell.Source);
        foreach (var cell in cells)
            result.Set(cell.Ordinal, cell.Level, cell.IsCritical, cell.Importance, RequirementLayer.Profile, null);
        return result;
    }

    private void Set(int ordinal, RequiredLevel? level, bool isCritical, byte? rowImportance, RequirementLayer layer, Guid? source)
    {
        if (rowImportance is { } value)
        {
            importance[ordinal] = value is >= 1 and <= HighestImportance
                ? value
                : throw new RuleViolationException("positions.importance-outside-range", value, HighestImportance);
        }
        if (level is not { } required) return;
        (levels[ordinal], layers[ordinal], sources[ordinal]) = (required.Rank, layer, source);
        critical[ordinal >> 3] &= (byte)~(1 << (ordinal & 7));
        if (isCritical && required.IsRequired) GapCalculator.MarkCritical(critical, ordinal);
    }
}
