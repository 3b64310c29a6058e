using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Frameworks;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Application.Gaps;

/// <summary>職能落差 of a unit: people x competencies, with the foot and the tiles of the unit head's page.</summary>
public static class ListTeamGaps
{
    public const int PageSize = 50;

    /// <param name="UnitId">Null = the first unit the actor heads.</param>
    /// <param name="WithUnitsBelow">本單位及所轄.</param>
    /// <param name="Source">採認, 自評 or 主管.</param>
    /// <param name="Tier">Null = all tiers.</param>
    /// <param name="Page">From 1.</param>
    /// <param name="AllRows">Every row, for an export.</param>
    [Requires(Capability.ViewNamedGaps)]
    public sealed record Query(Guid? UnitId, bool WithUnitsBelow, LevelSource Source, Tier? Tier, int Page = 1, bool AllRows = false) : IQuery<Model?>;

    /// <param name="Unit">The unit shown.</param>
    /// <param name="Openable">Units the actor may choose.</param>
    /// <param name="Units">Units in the rows, for headings.</param>
    /// <param name="Basis">Null before the first run: there are no numbers yet.</param>
    public sealed record Model(UnitNode Unit, IReadOnlyList<UnitNode> Openable, IReadOnlyList<UnitNode> Units, GapBasis? Basis, IReadOnlyList<CompetencyColumn> Columns,
        IReadOnlyList<TeamRow> Rows, int RowCount, IReadOnlyList<ColumnFoot> Foot, Tiles Tiles);

    /// <summary>n below, of these by two or more, of m assessed, of N required (decisions.md 8); people validly at or above; whether every listed requirement is 關鍵.</summary>
    public sealed record ColumnFoot(int Below, int BelowByTwo, int Assessed, int Required, int Bench, bool AllCritical);

    /// <param name="CriticalPeople">People with a 關鍵 requirement unmet.</param>
    /// <param name="SinglePoints">Competencies that exactly one person meets.</param>
    public sealed record Tiles(int Met, int Required, int CriticalPeople, int CriticalItems, int Assessed, int SinglePoints)
    {
        public Coverage Coverage => new(Assessed, Required);
    }

    internal sealed class Handler(JobAnalysisDb db, RequestContext context, AuditTrail trail) : IQueryHandler<Query, Model?>
    {
        public async Task<Model?> Handle(Query request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            var tree = await new UnitTreeReader(db).ReadFor(actor, cancellationToken);
            var openable = UnitChoice.Openable(tree, actor);
            var wanted = request.UnitId ?? Default(openable, actor);
            if (openable.FirstOrDefault(u => u.Id == wanted) is not { } unit) return null;

            var units = request.WithUnitsBelow ? UnitChoice.Tree(tree, unit.Id) : [unit];
            if (await GapBasisReader.Read(db, actor.OrganizationId, cancellationToken) is not { } basis) return new(unit, openable, units, null, [], [], 0, [], new(0, 0, 0, 0, 0, 0));

            var columns = await FrameworkColumns.Read(db, basis.FrameworkVersionId, cancellationToken);
            var rows = await new TeamRowReader(db).Read(actor, basis, [.. units.Select(u => u.Id)], columns, request.Source, request.Tier, cancellationToken);
            IReadOnlyList<TeamRow> shown = request.AllRows ? rows : [.. rows.Skip((Math.Max(1, request.Page) - 1) * PageSize).Take(PageSize)];
            trail.Read(request.AllRows ? "ExportTeamGaps" : nameof(ListTeamGaps), shown.Select(r => r.PersonId).Distinct(), unit.Id);
            return new(unit, openable, units, basis, columns, shown, rows.Count, [.. columns.Index().Select(c => Foot(rows, c.Index))], TilesOf(rows, columns.Count));
        }

        private static Guid? Default(IReadOnlyList<UnitNode> openable, Actor actor) =>
            actor.Headships.Count > 0 ? openable.FirstOrDefault(u => actor.Headships.Any(h => h.UnitId == u.Id))?.Id : openable.FirstOrDefault()?.Id;
    }

    private static ColumnFoot Foot(IReadOnlyList<TeamRow> rows, int column)
    {
        var required = rows.Where(r => r.Cells[column].IsRequirement).ToArray();
        return new(
            required.Count(r => r.Cells[column].State is CellState.Below),
            required.Count(r => r.Cells[column].Below >= 2),
            required.Count(r => r.Cells[column].IsCompared),
            required.Length,
            BenchDepth.Of(rows.Select(r => (r.PersonId, r.Cells[column].State))).People,
            required.Length > 0 && required.All(r => r.Cells[column].IsCritical));
    }

    private static Tiles TilesOf(IReadOnlyList<TeamRow> rows, int columns)
    {
        var cells = rows.SelectMany(r => r.Cells).Where(c => c.IsRequirement).ToArray();
        var critical = rows.SelectMany(r => r.Cells.Where(c => c is { IsCritical: true, State: CellState.Below }).Select(_ => r.PersonId)).ToArray();
        return new(
            cells.Count(c => c.IsMet), cells.Length, critical.Distinct().Count(), critical.Length, cells.Count(c => c.IsCompared),
            Enumerable.Range(0, columns).Count(i => rows.Any(r => r.Cells[i].IsRequirement) && BenchDepth.Of(rows.Select(r => (r.PersonId, r.Cells[i].State))).IsSinglePoint));
    }
}
