using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Gaps;

/// <summary>夜間比對: last and next run, how long it takes, what waits and why, who could not be computed. One statement, a second one for names.</summary>
public static class ShowRuns
{
    /// <summary>02:00 in Asia/Taipei.</summary>
    public static readonly TimeOnly NightlyAt = new(2, 0);

    /// <summary>From 1; no agency has more runs than this many pages.</summary>
    public const int PageSize = 30;

    private const int LastPage = 1_000_000;

    /// <summary>People listed by name; the counts by reason cover everybody.</summary>
    public const int MostNamed = 50;

    [Requires(Capability.ViewRuns)]
    public sealed record Query(int Page = 1) : IQuery<Model>;

    /// <param name="Facts">The agency's runs.</param>
    /// <param name="NextAt">Next nightly run.</param>
    /// <param name="Quarantined">People who could not be computed, for whoever may open their names.</param>
    /// <param name="MayRequest">The actor may recompute now.</param>
    /// <param name="MaySetPause">The actor may change the 暫停時段 of his agency.</param>
    /// <param name="OpensNames">The actor sees every person of the agency by name.</param>
    /// <param name="Agencies">For the system administrator, who acts in none: every agency whose run he may start, the oldest results first; nothing about people.</param>
    public sealed record Model(
        Facts Facts, DateTimeOffset NextAt, IReadOnlyList<Quarantined> Quarantined, bool MayRequest, bool MaySetPause, bool OpensNames, IReadOnlyList<AgencyRuns> Agencies, int AgencyCount,
        bool ActsInNone = false)
    {
        /// <summary>A full or broken disk that this process met in the last minutes; null = none.</summary>
        public DiskAlarm.Alarm? Disk { get; init; }
    }

    /// <param name="Now">run_clock().</param>
    /// <param name="Today">Its day in Taipei.</param>
    /// <param name="PauseEnds">End of the 暫停時段 that runs now; null = none runs.</param>
    /// <param name="PauseWindow">"08:00-18:00" or "none".</param>
    /// <param name="RunCount">All publications.</param>
    /// <param name="Last">The last publication; null before the first.</param>
    /// <param name="Runs">One page of publications, the latest first.</param>
    /// <param name="Usual">What runs usually take.</param>
    /// <param name="Waiting">Slots that are requested and not yet published, the earliest day first.</param>
    /// <param name="Reasons">People in quarantine by reason.</param>
    public sealed record Facts(
        DateTimeOffset Now, DateOnly Today, DateTimeOffset? PauseEnds, string? PauseWindow, int RunCount, Run? Last, IReadOnlyList<Run> Runs, Usual Usual, IReadOnlyList<Slot> Waiting, IReadOnlyList<Reason> Reasons);

    /// <summary>A publication. Counts of people and of results (one for each appointment and framework) are kept apart.</summary>
    public sealed record Run(
        long Id, DateOnly AsOf, GapRunCause Cause, bool Full, DateTimeOffset StartedAt, DateTimeOffset PublishedAt, int Read, int People, int Headcount, int Changed, int Unchanged, int Removed, int Failed,
        int DueByInput, int DueByDate, int Retried)
    {
        public TimeSpan Duration => PublishedAt - StartedAt;

        /// <summary>Everything was read, because it was asked for or had to be.</summary>
        public bool IsWhole => Full || (People > 0 && People >= Headcount);
    }

    /// <param name="Whole">Median seconds of the last ten runs that read everybody; null without any.</param>
    /// <param name="Part">The same of those that read what is due.</param>
    /// <param name="PerPerson">Median seconds a person of the last ten that read everybody.</param>
    public sealed record Usual(double? Whole, double? Part, double? PerPerson)
    {
        public double? Of(bool whole) => whole ? Whole : Part;
    }

    public sealed record Slot(
        DateOnly AsOf, GapRunCause Cause, DateTimeOffset? RequestedAt, int Failures, string? LastFailure, DateTimeOffset? LastFailureAt, bool IsRunning, bool IsPaused, DateTimeOffset? ClaimedAt,
        int PeopleDone, int PeopleTotal, bool IsWhole)
    {
        /// <summary>Seconds left by what runs of the kind usually take, or by the pace so far; null where neither says anything.</summary>
        public int? SecondsLeft(DateTimeOffset now, Usual usual)
        {
            if (!IsRunning || ClaimedAt is not { } began) return null;
            var gone = Math.Max(0, (now - began).TotalSeconds);
            var whole = usual.Of(IsWhole);
            // Longer than usual already: then the pace of this run is the better guess.
            if (whole is null || whole <= gone) whole = PeopleDone > 0 && PeopleDone < PeopleTotal ? gone * PeopleTotal / PeopleDone : null;
            return whole is { } seconds ? Math.Max(1, (int)Math.Ceiling(seconds - gone)) : null;
        }
    }

    public sealed record Reason(string Code, int Count);

    public sealed record Quarantined(Guid PersonId, string Name, string PersonnelNumber, string Code, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);

    /// <param name="LastId">Number of the last publication; null before the first.</param>
    /// <param name="IsWaiting">A run of the agency waits or goes on.</param>
    public sealed record AgencyRuns(Guid Id, string Code, LocalizedText Name, long? LastId, DateOnly? LastAsOf, DateTimeOffset? LastAt, bool IsWaiting, int Failures);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context, AuditTrail trail, DiskAlarm alarm) : IQueryHandler<Query, Model>
    {
        public async Task<Model> Handle(Query request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            var page = Math.Clamp(request.Page, 1, LastPage);
            var mayRequest = actor.Can(Capability.RequestRun);
            var facts = await RunPageSql.Read(db, actor.Scope, actor.OrganizationId, page, PageSize, cancellationToken);
            if (mayRequest && actor.OrganizationId == Guid.Empty)
            {
                var (agencies, count) = await AgencyRunsSql.Agencies(db, page, PageSize, cancellationToken);
                return new(facts, NextAt(facts.Now), [], mayRequest, false, false, agencies, count, ActsInNone: true) { Disk = alarm.Current };
            }

            var opensNames = actor.Scope.WholeOrganizations.Contains(actor.OrganizationId);
            var people = opensNames && facts.Reasons.Count > 0 ? await Quarantine(cancellationToken) : [];
            trail.Read(nameof(ShowRuns), people.Select(p => p.PersonId));
            // Reasons are about people few enough to be guessed: whoever may not open their names gets the total only.
            return new(opensNames ? facts : facts with { Reasons = [] }, NextAt(facts.Now), people, mayRequest, actor.Can(Capability.SetPauseWindow), opensNames, [], 0) { Disk = alarm.Current };
        }

        private async Task<IReadOnlyList<Quarantined>> Quarantine(CancellationToken cancellationToken) =>
            await (from row in db.GapQuarantines.AsNoTracking()
                   join person in db.People on new { row.OrganizationId, Id = row.PersonId } equals new { person.OrganizationId, person.Id }
                   orderby row.FirstSeen, row.Code, EF.Functions.Collate(person.Name, "zh-Hant-TW-x-icu"), person.Id
                   select new Quarantined(person.Id, person.Name, person.PersonnelNumber, row.Code, row.FirstSeen, row.LastSeen)).Take(MostNamed).ToListAsync(cancellationToken);
    }

    internal static DateTimeOffset NextAt(DateTimeOffset now)
    {
        var local = now.TaipeiTime();
        var day = TimeOnly.FromDateTime(local) < NightlyAt ? DateOnly.FromDateTime(local) : DateOnly.FromDateTime(local).AddDays(1);
        return new(day.ToDateTime(NightlyAt), TaipeiClock.Zone.GetUtcOffset(day.ToDateTime(NightlyAt)));
    }
}
