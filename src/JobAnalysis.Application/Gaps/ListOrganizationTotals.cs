using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Frameworks;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Gaps;

/// <summary>HR's page: units x competencies as counts. Who may open the names sees every count; everyone else sees no cell about fewer than five people (decisions.md 17).</summary>
public static class ListOrganizationTotals
{
    /// <param name="OrganizationId">Null = the own agency; a subordinate agency for 主管機關人事 and the head of a superior agency.</param>
    /// <param name="FirstLevelOnly">Sum up what lies below the first-level units.</param>
    [Requires(Capability.ViewOrganizationTotals, Capability.ViewSubordinateTotals)]
    public sealed record Query(Guid? OrganizationId, bool FirstLevelOnly = false) : IQuery<Model?>;

    /// <param name="Rows">Units in 建制順序; for another agency one row only: the agency as a whole.</param>
    /// <param name="IsSuppressed">Cells below five people are hidden for this reader.</param>
    public sealed record Model(Guid OrganizationId, LocalizedText Organization, IReadOnlyList<(Guid Id, LocalizedText Name)> Agencies, GapBasis? Basis, IReadOnlyList<CompetencyColumn> Columns,
        IReadOnlyList<Row> Rows, Row? Whole, bool IsSuppressed, bool MayOpenNames);

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
            var totals = await db.GapTotals.AsNoTracking().Where(t => t.OrganizationId == wanted).ToListAsync(cancellationToken);
            if (await BasisOf(wanted, isOwn, totals, cancellationToken) is not { } basis) return new(wanted, organization, names, null, [], [], null, !opensNames, opensNames);

            var columns = await FrameworkColumns.Read(db, basis.FrameworkVersionId, cancellationToken);
            var tree = isOwn ? await new UnitTreeReader(db).Read(wanted, basis.AsOf, cancellationToken) : [];
            var table = new TotalTable([.. totals.Where(t => t.FrameworkId == basis.FrameworkId)], columns);
            // Two levels of detail side by side could be subtracted from each other: who may not open names gets one.
            var rows = request.FirstLevelOnly || !opensNames ? table.FirstLevel(tree) : table.Units(tree);
            var whole = table.Whole();
            return opensNames ? new(wanted, organization, names, basis, columns, rows, whole, false, true) : Suppression.Apply(new(wanted, organization, names, basis, columns, rows, whole, true, false));
        }

        /// <summary>The publication of another agency is not in scope; its totals carry no date of their own, so the reader gets the basis of the framework adopted there.</summary>
        private async Task<GapBasis?> BasisOf(Guid organizationId, bool isOwn, IReadOnlyList<Domain.Gaps.GapTotal> totals, CancellationToken cancellationToken) =>
            isOwn ? await GapBasisReader.Read(db, organizationId, cancellationToken)
            : totals.Count == 0 ? null
            : await Data.Sql.SubordinateBasisSql.Read(db, context.Scope, organizationId, cancellationToken);
    }
}
