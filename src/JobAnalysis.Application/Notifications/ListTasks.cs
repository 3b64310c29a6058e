using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Notifications;

/// <summary>待辦: what the reader has to do, overdue first, then what he waits for (decisions.md 30).</summary>
public static class ListTasks
{
    [Requires(Capability.UseOwnAccount)]
    public sealed record Query : IQuery<View>;

    /// <param name="ResultsAt">When the results were published that the reader may open by name or in totals; null for everybody else.</param>
    public sealed record View(DateOnly Today, IReadOnlyList<Row> Mine, IReadOnlyList<Row> Waiting, DateTimeOffset? ResultsAt)
    {
        public int Overdue => Mine.Count(r => r.DueOn < Today);

        public int DueToday => Mine.Count(r => r.DueOn == Today);
    }

    /// <param name="TaskId">The task.</param>
    /// <param name="Kind">What to do.</param>
    /// <param name="SubjectPersonId">Person it is about.</param>
    /// <param name="SubjectId">Round, answer, exemption or profile version.</param>
    /// <param name="PersonName">Name of the person; null when it is the reader himself.</param>
    /// <param name="Unit">Unit of the person or of the addressed head.</param>
    /// <param name="Topic">Round, competency or profile.</param>
    /// <param name="Done">Answered items, where items are counted.</param>
    /// <param name="Asked">Items asked, 0 where none are counted.</param>
    /// <param name="Addressee">Who has to act, for what the reader waits for.</param>
    /// <param name="DueOn">Last day.</param>
    /// <param name="CreatedOn">Day it was asked.</param>
    /// <param name="ParentId">The profile of a profile version.</param>
    public sealed record Row(
        Guid TaskId, WorkTaskKind Kind, Guid? SubjectPersonId, Guid? SubjectId, string? PersonName, LocalizedText? Unit, LocalizedText? Topic, int Done, int Asked,
        AddresseeKind Addressee, DateOnly DueOn, DateOnly CreatedOn, Guid? ParentId);

    internal sealed class Handler(TaskInbox inbox, TaskRows rows, RequestContext context, AuditTrail trail, TimeProvider clock, JobAnalysisDb db) : IQueryHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var mine = await inbox.Read(cancellationToken);
            var waiting = await rows.WaitedFor(cancellationToken);
            var drawn = await rows.Draw([.. mine, .. waiting], cancellationToken);
            trail.Read("home.tasks", mine.Concat(waiting).Select(t => t.SubjectPersonId).OfType<Guid>().Where(p => p != context.RequireActor().PersonId).Distinct());
            return new(clock.TaipeiToday(), [.. drawn.Take(mine.Count)], [.. drawn.Skip(mine.Count)], await ResultsAt(context.RequireActor(), cancellationToken));
        }

        private async Task<DateTimeOffset?> ResultsAt(Actor actor, CancellationToken cancellationToken) => actor.Can(Capability.ViewNamedGaps) || actor.Can(Capability.ViewOrganizationTotals)
            ? await db.GapPublications.AsNoTracking().Where(p => p.OrganizationId == actor.OrganizationId).OrderByDescending(p => p.Id).Select(p => (DateTimeOffset?)p.PublishedAt).FirstOrDefaultAsync(cancellationToken)
            : null;
    }
}
