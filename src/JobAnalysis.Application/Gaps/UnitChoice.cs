using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Gaps;

/// <summary>A unit in 建制順序 with its depth below the agency (本機關 = 0).</summary>
public sealed record UnitNode(Guid Id, Guid? ParentId, LocalizedText Name, int Depth, UnitKind Kind);

/// <summary>The unit tree of an agency on a day, parents before children, in 建制順序.</summary>
internal sealed class UnitTreeReader(JobAnalysisDb db)
{
    public async Task<IReadOnlyList<UnitNode>> Read(Guid organizationId, DateOnly day, CancellationToken cancellationToken) => Ordered(await (
        from unit in db.Units.AsNoTracking()
        join placement in db.UnitPlacements on new { unit.OrganizationId, UnitId = unit.Id } equals new { placement.OrganizationId, placement.UnitId }
        where unit.OrganizationId == organizationId && placement.SupersededAt == null && placement.ValidFrom <= day && (placement.ValidTo == null || day < placement.ValidTo)
        orderby placement.DisplayOrder, unit.Id
        select new UnitTreeSql.Row(unit.Id, placement.ParentId, unit.Name, unit.Kind)).ToListAsync(cancellationToken));

    /// <summary>What an actor may choose from, with what is above it.</summary>
    public async Task<IReadOnlyList<UnitNode>> ReadFor(Actor actor, CancellationToken cancellationToken) => actor.Scope.WholeOrganizations.Contains(actor.OrganizationId)
        ? await Read(actor.OrganizationId, actor.Scope.Today, cancellationToken)
        : Ordered(await UnitTreeSql.WithThoseAbove(db, actor.Scope, actor.OrganizationId, actor.Scope.Today, actor.Scope.Units, cancellationToken));

    /// <summary>本機關 with its children, and those of every unit from there down to the one given.</summary>
    public async Task<IReadOnlyList<UnitNode>> ReadChildren(Actor actor, DateOnly day, Guid? unit, CancellationToken cancellationToken) =>
        Ordered(await UnitTreeSql.WithChildren(db, actor.Scope, actor.OrganizationId, day, unit, cancellationToken));

    private static List<UnitNode> Ordered(IReadOnlyList<UnitTreeSql.Row> rows)
    {
        var children = rows.ToLookup(r => r.ParentId);
        List<UnitNode> ordered = [];
        void Add(Guid? parent, int depth)
        {
            foreach (var row in children[parent])
            {
                ordered.Add(new(row.Id, row.ParentId, row.Name, depth, row.Kind));
                Add(row.Id, depth + 1);
            }
        }

        Add(null, 0);
        return ordered;
    }
}

/// <summary>Which units an actor may open by name: those headed with what is below them, or all of the agency for the personnel office.</summary>
internal static class UnitChoice
{
    public static IReadOnlyList<UnitNode> Openable(IReadOnlyList<UnitNode> all, Actor actor) =>
        actor.Scope.WholeOrganizations.Contains(actor.OrganizationId) ? all : [.. all.Where(u => actor.Scope.Units.Contains(u.Id))];

    /// <summary>A unit with everything below it, itself first.</summary>
    public static IReadOnlyList<UnitNode> Tree(IReadOnlyList<UnitNode> all, Guid unitId)
    {
        var start = all.Index().FirstOrDefault(u => u.Item.Id == unitId);
        if (start.Item is null) return [];
        return [start.Item, .. all.Skip(start.Index + 1).TakeWhile(u => u.Depth > start.Item.Depth)];
    }

    /// <summary>From 本機關 down to a unit; empty where the unit is unknown or null.</summary>
    public static IReadOnlyList<UnitNode> Chain(IReadOnlyList<UnitNode> all, Guid? unitId)
    {
        List<UnitNode> chain = [];
        for (var at = all.FirstOrDefault(u => u.Id == unitId); at is not null; at = all.FirstOrDefault(u => u.Id == at.ParentId)) chain.Insert(0, at);
        return chain;
    }
}
