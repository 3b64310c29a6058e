using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Application.Notifications;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>The head of personnel approves or refuses an exemption that another person proposed; approved it is 免適用 until its end. Null: out of scope, or about oneself.</summary>
public static class DecideExemption
{
    private const int ReasonLimit = 400;

    [Requires(Capability.ApproveExemptions)]
    public sealed record Command(Guid ExemptionId, bool Approve, string? Reason) : ICommand<Decided?>;

    public sealed record Decided(bool Approved);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context, AssessmentTasks tasks, LevelAcceptance acceptance, AuditTrail trail, TimeProvider clock) : ICommandHandler<Command, Decided?>
    {
        public async Task<Decided?> Handle(Command request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            var exemption = await db.Exemptions.SingleOrDefaultAsync(e => e.Id == request.ExemptionId && e.PersonId != actor.PersonId, cancellationToken);
            if (exemption is null) return null;
            if (exemption.ApprovedBy is not null || exemption.SupersededAt is not null) throw new RuleViolationException("assessments.exemption-decided");
            // Two people, compared by account and by person (decisions.md 18): a second account of the proposer is still the proposer.
            if (exemption.ProposedBy == actor.AccountId || await db.People.AnyAsync(p => p.AccountId == exemption.ProposedBy && p.Id == actor.PersonId, cancellationToken))
                throw new RuleViolationException("assessments.exemption-own-proposal");
            var reason = request.Approve ? CleanText.Optional(request.Reason, ReasonLimit, multiline: true) : CleanText.Required(request.Reason, ReasonLimit, multiline: true);

            if (request.Approve) (exemption.ApprovedBy, exemption.ApprovedAt) = (actor.AccountId, clock.GetUtcNow());
            else exemption.SupersededAt = clock.GetUtcNow();
            await tasks.Complete(WorkTaskKind.DecideExemption, exemption.PersonId, exemption.Id, cancellationToken);
            trail.Changed(exemption.Id, new { request.Approve }, [exemption.PersonId], reason);
            if (request.Approve) await acceptance.Accept(exemption.OrganizationId, exemption.PersonId, cancellationToken);
            return new(request.Approve);
        }
    }
}
