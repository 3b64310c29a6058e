using System.Linq.Expressions;
using JobAnalysis.Application.Access;

namespace JobAnalysis.Application.Notifications;

/// <summary>Which open tasks are an actor's: addressed to himself, to the office he holds, or to a unit he heads today.</summary>
internal static class OpenTasks
{
    public static Expression<Func<WorkTask, bool>> Of(Actor actor)
    {
        var (officer, head) = (actor.Roles.Contains(Role.HrOfficer), actor.Roles.Contains(Role.HrHead));
        Guid[] units = [.. actor.Headships.Select(h => h.UnitId)];
        return t => t.CompletedAt == null
            && ((t.Addressee == AddresseeKind.Person && t.AddresseePersonId == actor.PersonId)
                || (t.Addressee == AddresseeKind.UnitHead && t.AddresseeUnitId != null && units.Contains(t.AddresseeUnitId.Value))
                || (t.Addressee == AddresseeKind.HrOfficer && officer)
                || (t.Addressee == AddresseeKind.HrHead && head));
    }
}
