using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Frameworks;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Gaps;

/// <summary>HR's page: units x competencies as counts. Who may open the names sees every count; everyone else sees no cell about fewer than five people (decisions.md 17).</summary>
public static class ListOrganizationTotals
{
    /// <param name="OrganizationId">Null = the own agency; a subordinate agency for 主管機關人事 and the head of a superior agency.</param>
    /// <param name="FirstLevelOnly">Sum up what lies below the first-level units.</param>
    /// <param name="UnitId">A unit of the own agency: the units directly below it instead of the first-level ones.</param>
    [Requires(Capability.ViewOrganizationTotals, Capability.ViewSubordinateTotals)]
    public sealed record Query(Guid? OrganizationId, bool FirstLevelOnly = false, Guid? UnitId = null) : IQuery<Model?>;

    /// <param name="Rows">Units in 建制順序; for another agency one row only: the agency as a whole.</param>
    /// <param name="Whole">The agency, or the unit shown with everything below it.</param>
    /// <param name="IsSuppressed">Cells below five people are hidden for this reader.</param>
    public sealed record Model(Guid OrganizationId, LocalizedText Organization, IReadOnlyList<(Guid Id, LocalizedText Name)> Agencies, GapBasis? Basis, IReadOnlyList<CompetencyColumn> Columns,
        IReadOnlyList<Row> Rows, Row? Whole, bool IsSuppressed, bool MayOpenNames)
    {
        /// <summary>The unit whose parts are shown; null = the agency.</summary>
        public UnitNode? Unit { get; init; }
    }

    public sealed record Row(Guid? UnitId, LocalizedText? Unit, int Depth, IReadOnlyList<Count?> Cells);

    /// <summary>n below, of these by two or more, of m assessed, of N required; null where suppressed.</summary>
    public sealed record Count(int Below, int BelowByTwo, int Assessed, int Required, int CriticalBelow, int Met);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context) : IQueryHandler<Query, Model?>
    {
        public async Task<Model?> Handle(Query request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            var wanted = request.OrganizationId ?? actor.OrganizationId;
            var isOwn = wanted == actor.OrganizationId;
            if (!actor.Scope.AggregateOrganizations.Contains(wanted) || (isOwn && !actor.Can(Capability.ViewOrganizationTotals) && request.OrganizationId is not null)) return null;

            var agencies = await db.Organizations.AsNoTracking().Where(o => actor.Scope.AggregateOrganizations.Contains(o.Id)).OrderBy(o => o.Code).ThenBy(o => o.Id).Select(o => new { o.Id, o.Name }).ToListAsync(cancellationToken);
            if (isOwn && !actor.Can(Capability.ViewOrganizationTotals))
            {
                // 主管機關人事 sees subordinates only: start with the first of them.
                if (agencies.FirstOrDefault(a => a.Id != actor.OrganizationId) is not { } first) return null;
                (wanted, isOwn) = (first.Id, false);
            }

            var opensNames = actor.Scope.WholeOrganizations.Contains(wanted);
            var names = agencies.Where(a => a.Id != actor.OrganizationId || actor.Can(Capability.ViewOrganizationTotals)).Select(a => (a.Id, a.Name)).ToArray();
            var organization = names.Single(a => a.Id == wanted).Name;
            if (await BasisOf(wanted, isOwn, cancellationToken) is not { } basis) return request.UnitId is null ? new(wanted, organization, names, null, [], [], null, !opensNames, opensNames) : null;

            var columns = await FrameworkColumns.Read(db, basis.FrameworkVersionId, cancellationToken);
            var empty = new Model(wanted, organization, names, basis, columns, [], null, !opensNames, opensNames);
            if (!isOwn)
            {
                if (request.UnitId is not null) return null;
                var agency = empty with { Whole = new TotalTable(await Totals(basis, wanted, [GapTotal.WholeAgency], cancellationToken), columns).Whole() };
                return opensNames ? agency : Suppression.Apply(agency);
            }

            var tree = new UnitTreeReader(db);
            if (opensNames && !request.FirstLevelOnly && request.UnitId is null)
            {
                var all = new TotalTable(await Totals(basis, wanted, null, cancellationToken), columns);
                return empty with { Rows = all.Units(await tree.Read(wanted, basis.AsOf, cancellationToken)), Whole = all.Whole() };
            }

            // Two levels of detail side by side could be subtracted from each other: who may not open names gets one, and no part of what is hidden above.
            var units = await tree.ReadChildren(actor, basis.AsOf, request.UnitId, cancellationToken);
            var chain = UnitChoice.Chain(units, request.UnitId);
            if (request.UnitId is not null && chain.Count == 0) return null;
            var table = new TotalTable(await Totals(basis, wanted, [GapTotal.WholeAgency, .. units.Select(u => u.Id)], cancellationToken), columns);
            var model = empty with { Rows = table.Level(units, null), Whole = table.Whole() };
            if (!opensNames) model = Suppression.Apply(model);
            foreach (var unit in chain.Where(u => u.Depth > 0))
            {
                var above = model.Rows.Single(r => r.UnitId == unit.Id);
                model = empty with { Rows = table.Level(units, unit), Whole = table.Tree(unit), Unit = unit };
                if (!opensNames) model = Suppression.Apply(model, above.Cells);
            }
            return model;
        }

        private Task<List<GapTotal>> Totals(GapBasis basis, Guid organizationId, Guid[]? units, CancellationToken cancellationToken) => db.GapTotals.AsNoTracking()
            .Where(t => t.OrganizationId == organizationId && t.FrameworkId == basis.FrameworkId && (units == null || units.Contains(t.UnitId))).ToListAsync(cancellationToken);

        /// <summary>The publication of another agency is not in scope; its totals carry no date of their own, so the reader gets the basis of the framework adopted there.</summary>
        private async Task<GapBasis?> BasisOf(Guid organizationId, bool isOwn, CancellationToken cancellationToken) =>
            isOwn ? await GapBasisReader.Read(db, organizationId, cancellationToken)
            : await db.GapTotals.AnyAsync(t => t.OrganizationId == organizationId, cancellationToken) ? await Data.Sql.SubordinateBasisSql.Read(db, context.Scope, [organizationId], cancellationToken)
            : null;
    }
}
