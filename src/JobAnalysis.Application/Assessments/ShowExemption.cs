using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>A proposed exemption, for the head of personnel to decide and for the personnel office and the heads to read. Null: out of scope, or about oneself.</summary>
public static class ShowExemption
{
    [Requires(Capability.UseOwnAccount)]
    public sealed record Query(Guid ExemptionId) : IQuery<View?>;

    public sealed record View(
        Guid ExemptionId, Home Person, LocalizedText Competency, string? Claim, string Reason, string ProposedBy, DateOnly ValidFrom, DateOnly LastDay, DateTimeOffset ProposedAt,
        bool IsApproved, bool IsRejected, bool MayDecide);

    internal sealed class Handler(JobAnalysisDb db, Homes homes, RequestContext context, AuditTrail trail) : IQueryHandler<Query, View?>
    {
        public async Task<View?> Handle(Query request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            var exemption = await db.Exemptions.AsNoTracking().SingleOrDefaultAsync(e => e.Id == request.ExemptionId && e.PersonId != actor.PersonId, cancellationToken);
            if (exemption is null || await homes.Of(exemption.PersonId, cancellationToken) is not { } person) return null;
            var name = await db.CompetencyEditions.Where(e => e.CompetencyId == exemption.CompetencyId).OrderByDescending(e => e.FrameworkVersionId).Select(e => e.Name).FirstAsync(cancellationToken);
            var claim = await db.AssessmentAnswers.Where(a => a.PersonId == exemption.PersonId && a.CompetencyId == exemption.CompetencyId && a.Kind == Domain.Assessments.AnswerKind.ClaimedNotApplicable)
                .OrderByDescending(a => a.ChangedAt).Select(a => a.Comment).FirstOrDefaultAsync(cancellationToken);
            var proposer = await db.People.Where(p => p.AccountId == exemption.ProposedBy).Select(p => p.Name).FirstOrDefaultAsync(cancellationToken);
            trail.Read("assessments.exemption", [exemption.PersonId], exemption.Id);
            var open = exemption is { ApprovedBy: null, SupersededAt: null };
            return new(
                exemption.Id, person, name, claim, exemption.Reason, proposer ?? "", exemption.ValidFrom, exemption.ValidTo!.Value.AddDays(-1), exemption.RecordedAt,
                exemption.ApprovedBy is not null, exemption is { ApprovedBy: null, SupersededAt: not null }, open && actor.Can(Capability.ApproveExemptions) && exemption.ProposedBy != actor.AccountId);
        }
    }
}
