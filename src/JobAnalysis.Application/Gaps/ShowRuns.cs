using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Gaps;

/// <summary>夜間比對: last and next run, counts, failures, what is waiting.</summary>
public static class ShowRuns
{
    /// <summary>02:00 in Asia/Taipei.</summary>
    public static readonly TimeOnly NightlyAt = new(2, 0);

    [Requires(Capability.ViewRuns)]
    public sealed record Query(int Page = 1) : IQuery<Model>;

    /// <param name="NextAt">Next nightly run.</param>
    /// <param name="Waiting">Slots that are requested and not yet published.</param>
    /// <param name="MayRequest">The actor may recompute now.</param>
    /// <param name="Agencies">For the system administrator, who acts in none: the agencies whose run he may start (matrix row 49).</param>
    public sealed record Model(GapBasis? Last, DateTimeOffset NextAt, IReadOnlyList<Slot> Waiting, IReadOnlyList<Run> Runs, int RunCount, bool MayRequest, IReadOnlyList<(Guid Id, LocalizedText Name)> Agencies);

    public sealed record Slot(DateOnly AsOf, GapRunCause Cause, DateTimeOffset? RequestedAt, bool IsRunning, int Failures, string? LastFailure, DateTimeOffset? LastFailureAt);

    public sealed record Run(long Id, DateOnly AsOf, GapRunCause Cause, bool Full, DateTimeOffset StartedAt, DateTimeOffset PublishedAt, int Read, int Changed, int Removed, int Failed);

    public const int PageSize = 30;

    internal sealed class Handler(JobAnalysisDb db, RequestContext context, TimeProvider clock) : IQueryHandler<Query, Model>
    {
        public async Task<Model> Handle(Query request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            var now = clock.GetUtcNow();
            var slots = await db.GapRuns.AsNoTracking().Where(r => r.Requested > r.Published).OrderBy(r => r.AsOf).ThenBy(r => r.FormulaVersion)
                .Select(r => new Slot(r.AsOf, r.Cause, r.RequestedAt, r.ClaimedBy != null && r.LeaseUntil > now, r.Failures, r.LastFailure, r.LastFailureAt)).ToListAsync(cancellationToken);
            var runs = await db.GapPublications.AsNoTracking().OrderByDescending(p => p.Id).Skip((Math.Max(1, request.Page) - 1) * PageSize).Take(PageSize)
                .Select(p => new Run(p.Id, p.AsOf, p.Cause, p.Full, p.StartedAt, p.PublishedAt, p.Read, p.Changed, p.Removed, p.Failed)).ToListAsync(cancellationToken);
            return new(await GapBasisReader.Read(db, actor.OrganizationId, cancellationToken), NextAt(now), slots, runs, await db.GapPublications.CountAsync(cancellationToken), actor.Can(Capability.RequestRun), await Agencies(actor, cancellationToken));
        }

        private async Task<IReadOnlyList<(Guid Id, LocalizedText Name)>> Agencies(Actor actor, CancellationToken cancellationToken)
        {
            if (!actor.Can(Capability.RequestRun) || actor.OrganizationId != Guid.Empty) return [];
            var rows = await db.Organizations.AsNoTracking().Where(o => o.RetiredOn == null).OrderBy(o => o.Code).ThenBy(o => o.Id).Select(o => new { o.Id, o.Name }).ToListAsync(cancellationToken);
            return [.. rows.Select(o => (o.Id, o.Name))];
        }
    }

    internal static DateTimeOffset NextAt(DateTimeOffset now)
    {
        var local = now.TaipeiTime();
        var day = TimeOnly.FromDateTime(local) < NightlyAt ? DateOnly.FromDateTime(local) : DateOnly.FromDateTime(local).AddDays(1);
        return new(day.ToDateTime(NightlyAt), TaipeiClock.Zone.GetUtcOffset(day.ToDateTime(NightlyAt)));
    }
}
