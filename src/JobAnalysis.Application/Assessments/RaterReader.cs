using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>Whom the actor rates (decisions.md 12): a rater named by HR instead of the head; never oneself, never one's own superior.</summary>
internal sealed class RaterReader(JobAnalysisDb db, RequestContext context, Homes homes, UnitMap units, TimeProvider clock)
{
    /// <summary>The people, in official order.</summary>
    public async Task<IReadOnlyList<Home>> PeopleToRate(CancellationToken cancellationToken)
    {
        var actor = context.RequireActor();
        if (!actor.Can(Capability.RatePeople) || actor.PersonId is not { } me) return [];
        var map = await units.Read(cancellationToken);
        var everybody = await homes.Read(null, cancellationToken);
        var rates = Rule(actor, me, map, everybody, await Named(actor.OrganizationId, cancellationToken));
        return InOrder(map, everybody.Where(rates));
    }

    /// <summary>The same rule for one person; reads that person, oneself and the units above both, not the agency.</summary>
    public async Task<bool> MayRate(Guid personId, CancellationToken cancellationToken)
    {
        var trip = new RoundTrip();
        if (Ask(trip, personId) is not { } rated) return false;
        await db.Send(trip, cancellationToken);
        return rated() is not null;
    }

    /// <summary>The same rule, asked with whatever else the trip asks; null = the actor rates nobody, and nothing is asked.</summary>
    public Func<Home?>? Ask(RoundTrip trip, Guid personId)
    {
        var actor = context.RequireActor();
        if (!actor.Can(Capability.RatePeople) || actor.PersonId is not { } me || me == personId) return null;
        var both = homes.Ask(trip, [personId, me]);
        var map = units.Ask(trip, [personId, me]);
        var named = RatingSheetSql.AskNamedRaters(trip, context.Scope, actor.OrganizationId, personId);
        return () => both.FirstOrDefault(h => h.PersonId == personId) is { } person && Rule(actor, me, map(), both, named.ToLookup(_ => personId))(person) ? person : null;
    }

    private static Func<Home, bool> Rule(Actor actor, Guid me, UnitMap.Map map, IReadOnlyList<Home> homes, ILookup<Guid, Guid> named)
    {
        var mine = actor.Headships.Where(h => h.MayRate).Select(h => h.UnitId).ToHashSet();
        var superiors = homes.FirstOrDefault(h => h.PersonId == me) is { } home ? map.Chain(home.UnitId).SelectMany(u => map.Heads[u]).ToHashSet() : [];
        return person =>
            person.PersonId != me
            && !superiors.Contains(person.PersonId)
            && (named.Contains(person.PersonId)
                ? named[person.PersonId].Contains(actor.AccountId)
                : person.Category is not PersonnelCategory.Political && RaterRule.UnitOf(person.UnitId, map.Places, map.Raters, person.PersonId) is { } unit && mine.Contains(unit));
    }

    /// <summary>Everybody in scope but oneself, in official order: HR, heads above and 請假代理 read.</summary>
    public async Task<IReadOnlyList<Home>> PeopleToRead(CancellationToken cancellationToken)
    {
        var map = await units.Read(cancellationToken);
        return InOrder(map, (await homes.Read(null, cancellationToken)).Where(h => h.PersonId != context.RequireActor().PersonId));
    }

    /// <summary>The unit whose head gets what the person hands in, as far as the actor can see; the own unit when there is no better.</summary>
    public async Task<Guid?> AddressedUnit(Guid personId, CancellationToken cancellationToken)
    {
        if (await homes.Of(personId, cancellationToken) is not { } home) return null;
        var map = await units.Read(cancellationToken);
        return home.HeadsUnitId == home.UnitId && map.Places.TryGetValue(home.UnitId, out var place) ? place.Parent ?? home.UnitId : home.UnitId;
    }

    private async Task<ILookup<Guid, Guid>> Named(Guid organizationId, CancellationToken cancellationToken)
    {
        var today = clock.TaipeiToday();
        var shares = await db.PersonShares.AsNoTracking()
            .Where(s => s.OrganizationId == organizationId && s.Kind == PersonShareKind.AssignedRater && s.ValidFrom <= today && (s.ValidTo == null || today < s.ValidTo))
            .Select(s => new { s.PersonId, s.ViewerAccountId }).ToListAsync(cancellationToken);
        return shares.ToLookup(s => s.PersonId, s => s.ViewerAccountId);
    }

    private static List<Home> InOrder(UnitMap.Map map, IEnumerable<Home> people) =>
    [
        .. people.OrderBy(p => map.Order.GetValueOrDefault(p.UnitId, int.MaxValue)).ThenBy(p => p.OfficialOrder).ThenByDescending(p => p.GradeHigh)
            .ThenBy(p => p.Name, Strokes.Order).ThenBy(p => p.PersonId),
    ];
}
