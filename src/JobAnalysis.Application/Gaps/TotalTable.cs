using JobAnalysis.Application.Frameworks;
using JobAnalysis.Domain.Gaps;
using static JobAnalysis.Application.Gaps.ListOrganizationTotals;

namespace JobAnalysis.Application.Gaps;

/// <summary>Stored totals laid out as units x competencies.</summary>
internal sealed class TotalTable(IReadOnlyList<GapTotal> totals, IReadOnlyList<CompetencyColumn> columns)
{
    private readonly ILookup<(Guid Unit, Guid Competency), GapTotal> byCell = totals.ToLookup(t => (t.UnitId, t.CompetencyId));

    public IReadOnlyList<Row> Units(IReadOnlyList<UnitNode> tree) => [.. tree.Select(unit => RowOf(unit, [unit.Id]))];

    /// <summary>本機關 and its first-level units, each with what lies below it.</summary>
    public IReadOnlyList<Row> FirstLevel(IReadOnlyList<UnitNode> tree) =>
        [.. tree.Where(u => u.Depth <= 1).Select(unit => RowOf(unit, unit.Depth == 0 ? [unit.Id] : [.. UnitChoice.Tree(tree, unit.Id).Select(u => u.Id)]))];

    public Row Whole() => new(null, null, 0, [.. columns.Select(column => Sum(totals.Where(t => t.CompetencyId == column.CompetencyId)))]);

    private Row RowOf(UnitNode unit, IReadOnlyList<Guid> units) =>
        new(unit.Id, unit.Name, unit.Depth, [.. columns.Select(column => Sum(units.SelectMany(id => byCell[(id, column.CompetencyId)])))]);

    private static Count Sum(IEnumerable<GapTotal> cells)
    {
        Count sum = new(0, 0, 0, 0, 0, 0);
        foreach (var cell in cells)
            sum = new(sum.Below + cell.Below, sum.BelowByTwo + cell.BelowByTwo, sum.Assessed + cell.Assessed, sum.Required + cell.RequiredCount, sum.CriticalBelow + cell.CriticalBelow, sum.Met + cell.Met);
        return sum;
    }
}
