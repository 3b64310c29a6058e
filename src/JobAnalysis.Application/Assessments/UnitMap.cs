using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>The unit tree of the agency today, with the last known place of units that are closed, and the heads the actor can see.</summary>
internal sealed class UnitMap(JobAnalysisDb db, RequestContext context, TimeProvider clock)
{
    /// <param name="Places">Parent and kind of every unit; of a closed unit as it was last.</param>
    /// <param name="Order">建制順序 as a rank.</param>
    /// <param name="Raters">Heads who may rate, by unit.</param>
    /// <param name="Heads">Everybody who heads a unit, 請假代理 included.</param>
    public sealed record Map(
        IReadOnlyDictionary<Guid, (Guid? Parent, UnitKind Kind)> Places, IReadOnlyDictionary<Guid, int> Order, ILookup<Guid, Guid> Raters, ILookup<Guid, Guid> Heads)
    {
        /// <summary>Is the unit the other or above it?</summary>
        public bool IsAtOrAbove(Guid upper, Guid unit) => Chain(unit).Contains(upper);

        /// <summary>The unit itself and those above, nearest first.</summary>
        public IEnumerable<Guid> Chain(Guid unit)
        {
            var steps = 0;
            for (var at = (Guid?)unit; at is { } id && steps++ <= Places.Count; at = Places.TryGetValue(id, out var place) ? place.Parent : null) yield return id;
        }
    }

    public async Task<Map> Read(CancellationToken cancellationToken)
    {
        var organization = context.RequireActor().OrganizationId;
        var today = clock.TaipeiToday();
        var placements = await (
            from place in db.UnitPlacements.AsNoTracking()
            where place.OrganizationId == organization && place.SupersededAt == null && place.ValidFrom <= today
            join unit in db.Units on new { place.OrganizationId, Id = place.UnitId } equals new { unit.OrganizationId, unit.Id }
            orderby place.ValidFrom
            select new { place.UnitId, place.ParentId, place.DisplayOrder, unit.Kind }).ToListAsync(cancellationToken);
        var last = placements.GroupBy(p => p.UnitId).ToDictionary(g => g.Key, g => g.Last());

        // Heads are read in the actor's scope: below the own unit everybody is visible, and no more is asked.
        var heads = await (
            from appointment in db.Appointments.AsNoTracking()
            where appointment.OrganizationId == organization && appointment.SupersededAt == null && appointment.ValidFrom <= today && (appointment.ValidTo == null || today < appointment.ValidTo)
                && appointment.Kind != AppointmentKind.Secondment
                && !db.LeavesWithoutPay.Any(l => l.OrganizationId == organization && l.PersonId == appointment.PersonId && l.SupersededAt == null && l.ValidFrom <= today && (l.ValidTo == null || today < l.ValidTo))
            join facts in db.PositionFacts on new { appointment.OrganizationId, appointment.PositionId } equals new { facts.OrganizationId, PositionId = (Guid?)facts.PositionId }
            where facts.SupersededAt == null && facts.ValidFrom <= today && (facts.ValidTo == null || today < facts.ValidTo) && facts.HeadsUnitId != null
            select new { UnitId = facts.HeadsUnitId!.Value, appointment.PersonId, appointment.Kind }).ToListAsync(cancellationToken);

        var tree = new UnitTree(last.Select(p => new UnitTree.Row(p.Key, p.Value.ParentId, p.Value.DisplayOrder)));
        return new(
            last.ToDictionary(p => p.Key, p => (p.Value.ParentId, p.Value.Kind)),
            tree.InDisplayOrder.Select((id, rank) => (id, rank)).ToDictionary(x => x.id, x => x.rank),
            heads.Where(h => h.Kind is not AppointmentKind.ActingLeave).ToLookup(h => h.UnitId, h => h.PersonId),
            heads.ToLookup(h => h.UnitId, h => h.PersonId));
    }
}
