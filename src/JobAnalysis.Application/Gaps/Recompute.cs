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
        private const int MostNamed = 10;

        private sealed record Target(Guid Id, string Code, DateOnly AsOf, bool IsBackdated, long Requested);

        public async Task<IReadOnlyList<Report>> Handle(Operation request, CancellationToken cancellationToken)
        {
            var targets = await Raise(await Organizations(request.Organization, cancellationToken), request, cancellationToken);
            Dictionary<Guid, Report> reports = [];
            foreach (var target in targets.Where(t => t.IsBackdated)) reports[target.Id] = await Backdate(target, cancellationToken);

            for (var open = targets.Where(t => !t.IsBackdated).ToList(); open.Count > 0;)
            {
                var outcome = await sender.Send(new RunDueSlots.Operation(open is [var only] ? only.Id : null), cancellationToken);
                foreach (var report in await Published(open, cancellationToken)) reports[report.Key] = report.Value;
                open.RemoveAll(t => reports.ContainsKey(t.Id));
                if (open.Count > 0 && outcome.Failed > 0) throw new RuleViolationException("gaps.run-failed", string.Join(", ", open.Select(t => t.Code)));
                // Another worker has the slot; it publishes this request too, or its lease ends.
                if (open.Count > 0) await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellationToken);
            }
            return [.. targets.Select(t => reports[t.Id])];
        }

        private async Task<IReadOnlyList<(Guid Id, string Code)>> Organizations(string? wanted, CancellationToken cancellationToken)
        {
            var id = Guid.TryParse(wanted, out var parsed) ? parsed : (Guid?)null;
            var rows = await db.Organizations.AsNoTracking()
                .Where(o => wanted == null ? o.RetiredOn == null : o.Code == wanted || o.Id == id).OrderBy(o => o.Code).Select(o => new { o.Id, o.Code }).ToListAsync(cancellationToken);
            if (wanted is not null && rows.Count == 0) throw new RuleViolationException("gaps.organization-unknown", wanted);
            return [.. rows.Select(r => (r.Id, r.Code))];
        }

        private async Task<IReadOnlyList<Target>> Raise(IReadOnlyList<(Guid Id, string Code)> organizations, Operation request, CancellationToken cancellationToken)
        {
            List<Target> targets = [];
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            var adopting = await AgencyRunsSql.Adopting(connection, request.AsOf, cancellationToken);
            foreach (var (id, code) in organizations)
            {
                var (today, last, _) = await GapSlotSql.Dates(connection, null, id, cancellationToken);
                var asOf = request.AsOf ?? today;
                if (asOf > today) throw new RuleViolationException("gaps.as-of-in-future", asOf, today);
                if (!adopting.Contains(id))
                {
                    // A day outside the data has nothing to be compared with: no publication without a single result.
                    if (request.Organization is null) continue;
                    throw new RuleViolationException("gaps.as-of-outside-data", asOf, code);
                }
                if (last is { } published && asOf < published) targets.Add(new(id, code, asOf, true, 0));
                else targets.Add(new(id, code, asOf, false, (await GapSlotSql.Raise(connection, null, id, asOf, GapRunCause.Command, request.Full, cancellationToken)).Requested));
            }
            if (targets.Count == 0 && organizations.Count > 0 && request.AsOf is { } outside) throw new RuleViolationException("gaps.as-of-outside-data", outside, string.Join(", ", organizations.Take(MostNamed).Select(o => o.Code)));
            return targets;
        }

        private Task<Dictionary<Guid, Report>> Published(IReadOnlyList<Target> targets, CancellationToken cancellationToken) => Within([.. targets.Select(t => t.Id)], async own =>
        {
            Guid[] ids = [.. targets.Select(t => t.Id)];
            DateOnly[] days = [.. targets.Select(t => t.AsOf).Distinct()];
            var slots = await own.GapRuns.AsNoTracking().Where(r => ids.Contains(r.OrganizationId) && days.Contains(r.AsOf) && r.FormulaVersion == GapFormula.Version)
                .Select(r => new { r.OrganizationId, r.AsOf, r.Published }).ToDictionaryAsync(r => (r.OrganizationId, r.AsOf), r => r.Published, cancellationToken);
            var last = await own.GapPublications.AsNoTracking().Where(p => ids.Contains(p.OrganizationId) && days.Contains(p.AsOf))
                .GroupBy(p => new { p.OrganizationId, p.AsOf }).Select(g => new { g.Key, Id = g.Max(p => p.Id) }).ToListAsync(cancellationToken);
            Guid[] found = [.. last.Select(l => l.Key.OrganizationId)];
            long[] numbers = [.. last.Select(l => l.Id).Distinct()];
            var rows = (await own.GapPublications.AsNoTracking().Where(p => found.Contains(p.OrganizationId) && numbers.Contains(p.Id)).ToListAsync(cancellationToken)).ToDictionary(p => (p.OrganizationId, p.Id));
            return (
                from target in targets
                where slots.TryGetValue((target.Id, target.AsOf), out var published) && published >= target.Requested
                let number = last.Find(l => l.Key.OrganizationId == target.Id && l.Key.AsOf == target.AsOf)
                where number is not null
                let row = rows[(target.Id, number.Id)]
                select new Report(target.Code, row.AsOf, row.Id, false, row.Read, row.Changed + row.Removed, default, row.Failed) into report
                join target in targets on report.OrganizationCode equals target.Code
                select (target.Id, report)).ToDictionary(r => r.Id, r => r.report);
        });

        /// <summary>Reads as the system, with everything of the agencies in scope.</summary>
        private async Task<T> Within<T>(Guid[] organizations, Func<JobAnalysisDb, Task<T>> read)
        {
            await using var services = scopes.CreateAsyncScope();
            services.ServiceProvider.GetRequiredService<RequestContext>().Actor = Actor.System(clock.TaipeiToday(), organizations);
            return await read(services.ServiceProvider.GetRequiredService<JobAnalysisDb>());
        }

        private async Task<Report> Backdate(Target target, CancellationToken cancellationToken)
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            await using var run = await GapRunner.Prepare(connection, [(target.Id, true)], target.AsOf, null, new(), keepsCounts: true, cancellationToken);
            var agency = run.Agencies[0];
            if (agency.Fault is { } fault) throw fault;
            return new(target.Code, target.AsOf, null, true, agency.AppointmentsRead, agency.Visible + agency.StagedInserts + agency.Removed, agency.Counts, run.Failed.Count);
        }
    }
}
