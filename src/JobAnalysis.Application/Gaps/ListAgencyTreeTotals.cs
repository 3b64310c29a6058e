using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Frameworks;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static JobAnalysis.Application.Gaps.ListOrganizationTotals;

namespace JobAnalysis.Application.Gaps;

/// <summary>本機關暨所屬: agencies x competencies as counts, with the sum; each agency with the day of its own last run, the oldest first to be told.</summary>
public static class ListAgencyTreeTotals
{
    [Requires(Capability.ViewSubordinateTotals)]
    public sealed record Query : IQuery<Model?>;

    /// <param name="IncludesOwn">本機關暨所屬; false = the subordinate agencies only.</param>
    /// <param name="Basis">Framework that is summed; null where no agency has published.</param>
    /// <param name="Oldest">The oldest day and moment of any agency in the sum.</param>
    /// <param name="Rows">Agencies by code; without a day where there is no result of the framework.</param>
    /// <param name="Whole">The sum.</param>
    /// <param name="IsSuppressed">Cells about few people are hidden.</param>
    public sealed record Model(
        Guid Home, bool IncludesOwn, GapBasis? Basis, (DateOnly AsOf, DateTimeOffset PublishedAt)? Oldest, IReadOnlyList<(Guid Id, LocalizedText Name)> Agencies, IReadOnlyList<CompetencyColumn> Columns,
        IReadOnlyList<AgencyRow> Rows, IReadOnlyList<Count?> Whole, bool IsSuppressed);

    /// <param name="AsOf">Day of the agency's last run; null = it has no result of this framework.</param>
    /// <param name="OpensNames">The reader may open every name of it: nothing of it is hidden from him.</param>
    public sealed record AgencyRow(Guid Id, LocalizedText Name, DateOnly? AsOf, DateTimeOffset? PublishedAt, bool OpensNames, IReadOnlyList<Count?> Cells);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context) : IQueryHandler<Query, Model?>
    {
        public async Task<Model?> Handle(Query request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            var includesOwn = actor.Can(Capability.ViewOrganizationTotals);
            var agencies = await db.Organizations.AsNoTracking()
                .Where(o => actor.Scope.AggregateOrganizations.Contains(o.Id) && (includesOwn || o.Id != actor.OrganizationId)).OrderBy(o => o.Code).ThenBy(o => o.Id)
                .Select(o => new { o.Id, o.Name }).ToListAsync(cancellationToken);
            // With one agency there is nothing to sum up.
            if (!agencies.Any(a => a.Id != actor.OrganizationId)) return null;
            var names = agencies.Select(a => (a.Id, a.Name)).ToArray();
            // The framework of the own agency, else of the first agency that has published.
            if (await SubordinateBasisSql.Read(db, actor.Scope, [.. names.OrderByDescending(a => a.Id == actor.OrganizationId).Select(a => a.Id)], cancellationToken) is not { } basis)
                return new(actor.OrganizationId, includesOwn, null, null, names, [], [], [], false);

            var columns = await FrameworkColumns.Read(db, basis.FrameworkVersionId, cancellationToken);
            var totals = await AgencyTreeTotals.Read(db, actor.Scope, basis.FrameworkId, [.. names.Select(a => a.Id)], cancellationToken);
            var byAgency = totals.Agencies.ToDictionary(a => a.Id);
            AgencyRow[] rows = [.. names.Select(name => byAgency.GetValueOrDefault(name.Id) is { } agency
                ? new AgencyRow(name.Id, name.Name, agency.AsOf, agency.PublishedAt, actor.Scope.WholeOrganizations.Contains(name.Id), TotalTable.Cells(columns, agency.Counts))
                : new AgencyRow(name.Id, name.Name, null, null, false, []))];
            return Suppression.ApplyToAgencies(new Model(
                actor.OrganizationId, includesOwn, basis, totals.Oldest is { } oldest ? (oldest.AsOf, oldest.PublishedAt) : null, names, columns, rows, TotalTable.Cells(columns, totals.Counts),
                rows.Any(r => r.AsOf is not null && !r.OpensNames)));
        }
    }
}
