using System.Data;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace JobAnalysis.Application.Gaps;

/// <summary>
/// The operator's 重新比對: raises a slot and runs it. A day before the last published one is computed from today's data (依現有資料回溯) into a report
/// and publishes nothing.
/// </summary>
public static class Recompute
{
    /// <param name="Organization">機關代碼 or id; null = every agency that has published, or has adopted a framework.</param>
    /// <param name="AsOf">The day; null = today of run_clock() in Taipei.</param>
    /// <param name="Full">Read everything, not only what is due.</param>
    [Requires(Capability.Operate)]
    public sealed record Operation(string? Organization, DateOnly? AsOf, bool Full) : IOperation<IReadOnlyList<Report>>;

    /// <param name="OrganizationCode">機關代碼.</param>
    /// <param name="AsOf">資料基準日.</param>
    /// <param name="Publication">Number of the publication; null when nothing was published.</param>
    /// <param name="IsBackdated">依現有資料回溯: computed, not published.</param>
    /// <param name="Appointments">Appointments read.</param>
    /// <param name="Changed">Results that differ from the stored ones.</param>
    /// <param name="Counts">Counts over the cells of a backdated report.</param>
    /// <param name="Failed">People who could not be computed.</param>
    public sealed record Report(string OrganizationCode, DateOnly AsOf, long? Publication, bool IsBackdated, int Appointments, int Changed, GapCounts Counts, int Failed);

    internal sealed class Handler(JobAnalysisDb db, NpgsqlDataSource dataSource, IServiceScopeFactory scopes, ISender sender, TimeProvider clock) : IOperationHandler<Operation, IReadOnlyList<Report>>
    {
        public async Task<IReadOnlyList<Report>> Handle(Operation request, CancellationToken cancellationToken)
        {
            List<Report> reports = [];
            foreach (var (id, code) in await Organizations(request.Organization, cancellationToken))
                reports.Add(await Run(id, code, request, cancellationToken));
            return reports;
        }

        private async Task<IReadOnlyList<(Guid Id, string Code)>> Organizations(string? wanted, CancellationToken cancellationToken)
        {
            var id = Guid.TryParse(wanted, out var parsed) ? parsed : (Guid?)null;
            var rows = await db.Organizations.AsNoTracking()
                .Where(o => wanted == null ? o.RetiredOn == null : o.Code == wanted || o.Id == id).OrderBy(o => o.Code).Select(o => new { o.Id, o.Code }).ToListAsync(cancellationToken);
            if (wanted is not null && rows.Count == 0) throw new RuleViolationException("gaps.organization-unknown", wanted);
            List<(Guid, string)> found = [];
            foreach (var row in rows)
            {
                if (wanted is not null || await HasLayers(row.Id, cancellationToken)) found.Add((row.Id, row.Code));
            }
            return found;
        }

        /// <summary>An agency that never adopted anything has nothing to compare with; it is passed over unless it is named.</summary>
        private async Task<bool> HasLayers(Guid organizationId, CancellationToken cancellationToken)
        {
            await using var services = scopes.CreateAsyncScope();
            await services.ServiceProvider.GetRequiredService<GapRunner>().ActFor(organizationId, clock.TaipeiToday(), cancellationToken);
            var own = services.ServiceProvider.GetRequiredService<JobAnalysisDb>();
            return await own.FrameworkAdoptions.AnyAsync(a => a.SupersededAt == null && (a.OwnerOrganizationId == organizationId || a.IncludesSubordinates), cancellationToken);
        }

        private async Task<Report> Run(Guid organizationId, string code, Operation request, CancellationToken cancellationToken)
        {
            GapSlotSql.Raised raised;
            await using (var connection = await dataSource.OpenConnectionAsync(cancellationToken))
            {
                var (today, last, _) = await GapSlotSql.Dates(connection, null, organizationId, cancellationToken);
                var asOf = request.AsOf ?? today;
                if (asOf > today) throw new RuleViolationException("gaps.as-of-in-future", asOf, today);
                if (last is { } published && asOf < published) return await Backdate(organizationId, code, asOf, cancellationToken);
                raised = await GapSlotSql.Raise(connection, null, organizationId, asOf, GapRunCause.Command, request.Full, cancellationToken);
            }

            for (; ; )
            {
                var outcome = await sender.Send(new RunDueSlots.Operation(organizationId), cancellationToken);
                if (await Published(organizationId, code, raised, cancellationToken) is { } report) return report;
                if (outcome.Failed > 0) throw new RuleViolationException("gaps.run-failed", code);
                // Another worker has the slot; it publishes this request too, or its lease ends.
                await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellationToken);
            }
        }

        private async Task<Report?> Published(Guid organizationId, string code, GapSlotSql.Raised raised, CancellationToken cancellationToken)
        {
            await using var services = scopes.CreateAsyncScope();
            await services.ServiceProvider.GetRequiredService<GapRunner>().ActFor(organizationId, clock.TaipeiToday(), cancellationToken);
            var own = services.ServiceProvider.GetRequiredService<JobAnalysisDb>();
            var done = await own.GapRuns.AnyAsync(r => r.OrganizationId == organizationId && r.AsOf == raised.AsOf && r.FormulaVersion == GapFormula.Version && r.Published >= raised.Requested, cancellationToken);
            if (!done) return null;
            var row = await own.GapPublications.AsNoTracking().Where(p => p.OrganizationId == organizationId && p.AsOf == raised.AsOf).OrderByDescending(p => p.Id).FirstOrDefaultAsync(cancellationToken);
            return row is null ? null : new(code, row.AsOf, row.Id, false, row.Read, row.Changed + row.Removed, default, row.Failed);
        }

        private async Task<Report> Backdate(Guid organizationId, string code, DateOnly asOf, CancellationToken cancellationToken)
        {
            await using var services = scopes.CreateAsyncScope();
            var runner = services.ServiceProvider.GetRequiredService<GapRunner>();
            await runner.ActFor(organizationId, clock.TaipeiToday(), cancellationToken);
            var computed = (await runner.Prepare(organizationId, asOf, true, cancellationToken)).Computed;
            return new(code, asOf, null, true, computed.Read, computed.Rows.Count, computed.Counts, computed.Failures.Select(f => f.PersonId).Distinct().Count());
        }
    }
}
