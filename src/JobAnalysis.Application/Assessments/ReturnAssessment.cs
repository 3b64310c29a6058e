using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>Gives a submitted assessment back for correction, with a reason (matrix row 12). A rating that is given back no longer counts. Null: not in scope.</summary>
public static class ReturnAssessment
{
    private const int ReasonLimit = 400;

    [Requires(Capability.ReturnAssessments)]
    public sealed record Command(Guid PersonId, Guid AssessmentId, string? Reason, long Revision) : ICommand<Returned?>;

    public sealed record Returned(Guid PersonId);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context, AssessmentTasks tasks, LevelAcceptance acceptance, AuditTrail trail) : ICommandHandler<Command, Returned?>
    {
        public async Task<Returned?> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.PersonId == context.RequireActor().PersonId) return null;
            var assessment = await db.Assessments.SingleOrDefaultAsync(
                a => a.Id == request.AssessmentId && a.PersonId == request.PersonId && (a.Source == AssessmentSource.Self || a.Source == AssessmentSource.Supervisor), cancellationToken);
            if (assessment?.SubmittedAt is null) return null;
            var reason = CleanText.Required(request.Reason, ReasonLimit, multiline: true);
            assessment.Return(request.Revision);
            trail.Changed(assessment.Id, new { assessment.Source }, [assessment.PersonId], reason);
            if (assessment.Source is AssessmentSource.Self) await tasks.AskToAssessSelf(assessment, cancellationToken);
            else await tasks.AskToRate(assessment, cancellationToken);
            await acceptance.Accept(assessment.OrganizationId, assessment.PersonId, cancellationToken);
            return new(assessment.PersonId);
        }
    }
}
