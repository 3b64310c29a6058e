using JobAnalysis.Application.Access;
using JobAnalysis.Application.Assessments;
using JobAnalysis.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Notifications;

/// <summary>
/// Open 待辦 of the actor. An office is resolved now: the head of a unit, or, when it has none or is closed, the nearest head above (architecture.md);
/// rating goes to whoever may rate, so that 請假代理 gets process steps only.
/// </summary>
internal sealed class TaskInbox(JobAnalysisDb db, RequestContext context, RaterReader raters, UnitMap units)
{
    public async Task<IReadOnlyList<WorkTask>> Read(CancellationToken cancellationToken)
    {
        var actor = context.RequireActor();
        var heads = actor.Headships.Count > 0 || actor.Can(Capability.RatePeople);
        var (officer, hrHead) = (actor.Roles.Contains(Role.HrOfficer), actor.Roles.Contains(Role.HrHead));
        var tasks = await db.WorkTasks.AsNoTracking()
            .Where(t => t.OrganizationId == actor.OrganizationId && t.CompletedAt == null
                && ((t.Addressee == AddresseeKind.Person && t.AddresseePersonId == actor.PersonId)
                    || (officer && t.Addressee == AddresseeKind.HrOfficer)
                    || (hrHead && t.Addressee == AddresseeKind.HrHead)
                    || (heads && t.Addressee == AddresseeKind.UnitHead)))
            .OrderBy(t => t.DueOn).ThenBy(t => t.CreatedAt).ThenBy(t => t.Id).ToListAsync(cancellationToken);
        if (tasks.TrueForAll(t => t.Addressee is not AddresseeKind.UnitHead && t.Kind is not WorkTaskKind.RatePerson)) return tasks;

        var map = await units.Read(cancellationToken);
        var mine = (await raters.PeopleToRate(cancellationToken)).Select(p => p.PersonId).ToHashSet();
        return tasks.FindAll(t => (t.Kind, t.Addressee) switch
        {
            (WorkTaskKind.RatePerson, _) => t.SubjectPersonId is { } subject && mine.Contains(subject),
            (_, AddresseeKind.UnitHead) => t.SubjectPersonId != actor.PersonId && ((t.SubjectPersonId is { } about && mine.Contains(about)) || HoldsOffice(actor, map, t.AddresseeUnitId)),
            _ => true,
        });
    }

    /// <summary>Does the actor head the unit, or the nearest one above it that has a head?</summary>
    private static bool HoldsOffice(Actor actor, UnitMap.Map map, Guid? unit)
    {
        foreach (var at in unit is { } start ? map.Chain(start) : [])
        {
            if (actor.Headships.Any(h => h.UnitId == at)) return true;
            if (map.Heads.Contains(at)) return false;
        }
        return false;
    }
}
