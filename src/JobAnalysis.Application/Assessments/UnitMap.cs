using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Domain.Organizations;

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

    /// <summary>Every unit.</summary>
    public async Task<Map> Read(CancellationToken cancellationToken)
    {
        var (places, heads) = await UnitMapSql.Read(db, context.Scope, context.RequireActor().OrganizationId, clock.TaipeiToday(), cancellationToken);
        return Of(places, heads);
    }

    /// <summary>The units of people and those above them, with whatever else the trip asks.</summary>
    public Func<Map> Ask(RoundTrip trip, Guid[] people)
    {
        var (places, heads) = UnitMapSql.AskOfPeople(trip, context.Scope, context.RequireActor().OrganizationId, clock.TaipeiToday(), people);
        return () => Of(places, heads);
    }

    private static Map Of(IReadOnlyList<UnitMapSql.Place> places, IReadOnlyList<UnitMapSql.Head> heads)
    {
        var tree = new UnitTree(places.Select(p => new UnitTree.Row(p.UnitId, p.ParentId, p.DisplayOrder)));
        return new(
            places.ToDictionary(p => p.UnitId, p => (p.ParentId, p.Kind)),
            tree.InDisplayOrder.Select((id, rank) => (id, rank)).ToDictionary(x => x.id, x => x.rank),
            heads.Where(h => h.Kind is not AppointmentKind.ActingLeave).ToLookup(h => h.UnitId, h => h.PersonId),
            heads.ToLookup(h => h.UnitId, h => h.PersonId));
    }
}
