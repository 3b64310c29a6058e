using JobAnalysis.Application.Frameworks;
using JobAnalysis.Domain.Gaps;
using static JobAnalysis.Application.Gaps.ListOrganizationTotals;

namespace JobAnalysis.Application.Gaps;

/// <summary>Stored totals of one framework laid out as units x competencies; nothing is added up here, the run rolled them up the tree.</summary>
internal sealed class TotalTable(IReadOnlyList<GapTotal> totals, IReadOnlyList<CompetencyColumn> columns)
{
    private readonly Dictionary<Guid, GapTotal> byUnit = totals.ToDictionary(t => t.UnitId);

    public IReadOnlyList<Row> Units(IReadOnlyList<UnitNode> tree) => [.. tree.Select(unit => RowOf(unit, byUnit.GetValueOrDefault(unit.Id)?.Own))];

    /// <summary>A unit (本機關 where null) alone, and the units directly below it, each with what lies below it.</summary>
    public IReadOnlyList<Row> Level(IReadOnlyList<UnitNode> tree, UnitNode? unit)
    {
        var top = unit?.Depth ?? 0;
        return
        [
            .. tree.Where(u => unit is null ? u.Depth <= 1 : u.Id == unit.Id || u.ParentId == unit.Id)
                .Select(u => RowOf(u with { Depth = u.Depth - top }, u.Depth == top ? byUnit.GetValueOrDefault(u.Id)?.Own : byUnit.GetValueOrDefault(u.Id)?.Tree)),
        ];
    }

    /// <summary>A unit with everything below it.</summary>
    public Row Tree(UnitNode unit) => new(unit.Id, unit.Name, 0, Cells(byUnit.GetValueOrDefault(unit.Id)?.Tree));

    public Row Whole() => new(null, null, 0, Cells(byUnit.GetValueOrDefault(GapTotal.WholeAgency)?.Tree));

    private Row RowOf(UnitNode unit, int[]? counts) => new(unit.Id, unit.Name, unit.Depth, Cells(counts));

    private Count[] Cells(int[]? counts) => Cells(columns, counts);

    /// <summary>Stored counts in the order of the columns.</summary>
    public static Count[] Cells(IReadOnlyList<CompetencyColumn> columns, int[]? counts) => [.. columns.Select(column => CountOf(TotalCounts.Cell(counts, column.Ordinal)))];

    private static Count CountOf(TotalCell cell) => new(cell.Below, cell.BelowByTwo + cell.BelowByMore, cell.Assessed, cell.Required, cell.CriticalBelow, cell.Met);
}
