using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;

namespace JobAnalysis.Application.Access;

/// <summary>Turns an account into an actor: reads grants and head appointments anew, so that a revocation bites on the next request.</summary>
public sealed class ActorResolver(AccountsDb db, TimeProvider clock)
{
    /// <summary>The actor of an account in one of its agencies; null when the account has nothing to do there today.</summary>
    /// <param name="accountId">The signed-in account.</param>
    /// <param name="organizationId">The agency chosen in the session; null = the first.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<Actor> Resolve(Guid accountId, Guid? organizationId, CancellationToken cancellationToken)
    {
        var today = clock.TaipeiToday();
        var found = await ScopeSql.Resolve(db, accountId, today, cancellationToken);
        var homes = found.People.Select(p => p.Organization).Concat(found.Grants.Where(g => g.Organization is not null).Select(g => g.Organization!.Value)).Distinct().ToArray();
        var home = organizationId is { } wanted && homes.Contains(wanted) ? wanted : homes.FirstOrDefault();

        Role[] roles = [.. found.Grants.Where(g => g.Organization is null || g.Organization == home).Select(g => g.Role).Distinct().Order()];
        Guid? person = found.People.FirstOrDefault(p => p.Organization == home) is { Person: var id } && id != Guid.Empty ? id : null;
        Headship[] headships = [.. found.Headed.Where(h => h.Organization == home).Select(h => new Headship(h.Unit, h.MayRate))];
        var shared = found.Shared.Where(s => s.Organization == home).ToArray();

        return new(accountId, home, person, roles, headships, Capabilities(person, roles, headships, shared.Any(s => s.MayRate)), new(
            Organizations: home == Guid.Empty ? [] : [home],
            WholeOrganizations: roles.Any(RoleCapabilities.OpensNames) ? [home] : [],
            Units: [.. found.HeadedTree.Where(h => h.Organization == home).Select(h => h.Unit)],
            People: [.. shared.Select(s => s.Person).Concat(person is { } own ? [own] : [])],
            SelfAndSuperiors: [.. found.Superiors.Where(s => s.Organization == home).Select(s => s.Ancestor)],
            AggregateOrganizations: Aggregates(found, home, roles),
            Today: today));
    }

    private static HashSet<Capability> Capabilities(Guid? person, Role[] roles, Headship[] headships, bool assignedRater)
    {
        HashSet<Capability> all = [.. RoleCapabilities.Everyone];
        if (person is not null) all.UnionWith(RoleCapabilities.Employee);
        if (headships.Length > 0) all.UnionWith(RoleCapabilities.UnitHead);
        if (headships.Any(h => h.MayRate)) all.Add(Capability.RatePeople);
        if (assignedRater) all.UnionWith([Capability.RatePeople, Capability.ViewNamedGaps]);
        foreach (var role in roles) all.UnionWith(RoleCapabilities.Of(role));
        return all;
    }

    private static Guid[] Aggregates(ScopeSql.Found found, Guid home, Role[] roles)
    {
        if (roles.Any(r => r is Role.HeadOfAgency or Role.SupervisingHr)) return [.. found.Subordinates.Where(s => s.Organization == home).Select(s => s.Descendant)];
        return roles.Any(r => r is Role.HrOfficer or Role.HrHead) || found.Headed.Any(h => h.Organization == home) ? [home] : [];
    }
}
