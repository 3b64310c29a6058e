using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace JobAnalysis.Application.Gaps;

/// <summary>重新比對: raises the slot of today. Whoever presses ten times while it waits gets one publication.</summary>
public static class RequestGapRun
{
    /// <param name="OrganizationId">The agency; null = the actor's own.</param>
    /// <param name="Full">Read everything, not only what is due.</param>
    [Requires(Capability.RequestRun)]
    public sealed record Command(Guid? OrganizationId, bool Full) : ICommand<Result?>;

    /// <summary>The slot; null (of the result) where the agency does not exist for the actor.</summary>
    public sealed record Result(Guid OrganizationId, DateOnly AsOf, long Requested);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context, AuditTrail trail) : ICommandHandler<Command, Result?>
    {
        public async Task<Result?> Handle(Command request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            var organizationId = request.OrganizationId ?? actor.OrganizationId;
            var mayOperate = actor.Can(Capability.Operate) || actor.Roles.Contains(Role.SystemAdministrator);
            if (!mayOperate && !actor.Scope.Organizations.Contains(organizationId)) return null;
            if (!await db.Organizations.AnyAsync(o => o.Id == organizationId, cancellationToken)) return null;

            var connection = (NpgsqlConnection)db.Database.GetDbConnection();
            var transaction = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
            var (today, last, _) = await GapSlotSql.Dates(connection, transaction, organizationId, cancellationToken);
            if (last > today) throw new RuleViolationException("gaps.later-day-published", last);
            var cause = actor.AccountId == Actor.SystemAccountId ? GapRunCause.Command : GapRunCause.Button;
            var raised = await GapSlotSql.Raise(connection, transaction, organizationId, null, cause, request.Full, cancellationToken);
            trail.Changed(organizationId, new { asOf = raised.AsOf, full = request.Full });
            return new(organizationId, raised.AsOf, raised.Requested);
        }
    }
}
