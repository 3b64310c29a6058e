using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Application.Notifications;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Access;

/// <summary>Who reads the page, for its header: agency, unit, name, title, number of open tasks.</summary>
public static class ShowShell
{
    [Requires(Capability.UseOwnAccount)]
    public sealed record Query : IQuery<View>;

    public sealed record View(LocalizedText? Agency, LocalizedText? Unit, string Name, LocalizedText? Title, int OpenTasks);

    internal sealed class Handler(JobAnalysisDb db, TaskInbox inbox, RequestContext context, TimeProvider clock) : IQueryHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            var today = clock.TaipeiToday();
            var who = await db.Set<Account>().Where(a => a.Id == actor.AccountId).Select(a => new
            {
                a.DisplayName,
                Agency = db.Organizations.Where(o => o.Id == actor.OrganizationId).Select(o => o.Name).SingleOrDefault(),
                Person = db.People.Where(p => p.Id == actor.PersonId).Select(p => p.Name).SingleOrDefault(),
            }).SingleAsync(cancellationToken);
            // The 本職 names the reader; without one, whatever else he holds today.
            var post = actor.PersonId is null ? null : await (
                from a in db.Appointments.Where(a => a.PersonId == actor.PersonId && a.SupersededAt == null && a.ValidFrom <= today && (a.ValidTo == null || today < a.ValidTo))
                join f in db.PositionFacts.Where(f => f.SupersededAt == null && f.ValidFrom <= today && (f.ValidTo == null || today < f.ValidTo)) on a.PositionId equals f.PositionId
                join p in db.PositionPlacements.Where(p => p.SupersededAt == null && p.ValidFrom <= today && (p.ValidTo == null || today < p.ValidTo)) on f.PositionId equals p.PositionId
                join u in db.Units on p.UnitId equals u.Id
                orderby a.Kind == AppointmentKind.Regular ? 0 : 1, a.ValidFrom
                select new { Unit = u.Name, f.Title }).FirstOrDefaultAsync(cancellationToken);
            var tasks = (await inbox.Read(cancellationToken)).Count;
            return new(who.Agency, post?.Unit, who.Person ?? who.DisplayName, post?.Title, tasks);
        }
    }
}
