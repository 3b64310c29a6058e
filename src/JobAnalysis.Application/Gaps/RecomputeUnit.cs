using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Messaging;

namespace JobAnalysis.Application.Gaps;

/// <summary>
/// 重新比對一個單位: its people are marked as changed and the slot of today is raised. The run publishes the agency whole, so whatever else is due comes with it.
/// </summary>
public static class RecomputeUnit
{
    [Requires(Capability.RequestRun)]
    public sealed record Command(Guid UnitId, bool WithUnitsBelow) : ICommand<Result?>;

    /// <param name="People">People who are computed again.</param>
    public sealed record Result(int People, DateOnly AsOf);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context, AuditTrail trail, ISender sender) : ICommandHandler<Command, Result?>
    {
        public async Task<Result?> Handle(Command request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            var units = await ShowUnitRun.Units(db, actor, cancellationToken);
            if (units.FirstOrDefault(u => u.Id == request.UnitId) is not { } unit) return null;
            var people = await RunPageSql.RaiseUnits(db, actor.Scope, actor.OrganizationId, ShowUnitRun.Chosen(units, unit, request.WithUnitsBelow), actor.Scope.Today, cancellationToken);
            if (await sender.Send(new RequestGapRun.Command(null, Full: false), cancellationToken) is not { } raised) return null;
            trail.Changed(unit.Id, new { unit = unit.Id, below = request.WithUnitsBelow, people });
            return new(people, raised.AsOf);
        }
    }
}
