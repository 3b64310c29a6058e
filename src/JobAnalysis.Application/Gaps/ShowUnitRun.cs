using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Messaging;

namespace JobAnalysis.Application.Gaps;

/// <summary>重新比對一個單位: what it would cost, before it is asked for.</summary>
public static class ShowUnitRun
{
    /// <param name="UnitId">Null = no unit chosen yet.</param>
    /// <param name="WithUnitsBelow">本單位及所轄.</param>
    [Requires(Capability.RequestRun)]
    public sealed record Query(Guid? UnitId, bool WithUnitsBelow) : IQuery<Model?>;

    /// <param name="Units">Units that may be chosen, in 建制順序.</param>
    /// <param name="Unit">The unit chosen.</param>
    /// <param name="People">People who would be computed again.</param>
    /// <param name="Seconds">By the speed of the last runs; null before the first.</param>
    public sealed record Model(IReadOnlyList<UnitNode> Units, UnitNode? Unit, int People, double? Seconds);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context) : IQueryHandler<Query, Model?>
    {
        public async Task<Model?> Handle(Query request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            if (await Units(db, actor, cancellationToken) is not { Count: > 0 } units) return null;
            if (request.UnitId is not { } wanted) return new(units, null, 0, null);
            if (units.FirstOrDefault(u => u.Id == wanted) is not { } unit) return null;
            var (people, seconds) = await RunPageSql.UnitCost(db, actor.Scope, actor.OrganizationId, Chosen(units, unit, request.WithUnitsBelow), actor.Scope.Today, cancellationToken);
            return new(units, unit, people, seconds);
        }
    }

    /// <summary>Units of an agency whose every name the actor may open; none for anybody else.</summary>
    internal static async Task<IReadOnlyList<UnitNode>> Units(JobAnalysisDb db, Actor actor, CancellationToken cancellationToken) =>
        actor.Scope.WholeOrganizations.Contains(actor.OrganizationId) ? await new UnitTreeReader(db).Read(actor.OrganizationId, actor.Scope.Today, cancellationToken) : [];

    internal static Guid[] Chosen(IReadOnlyList<UnitNode> units, UnitNode unit, bool withUnitsBelow) => withUnitsBelow ? [.. UnitChoice.Tree(units, unit.Id).Select(u => u.Id)] : [unit.Id];
}
