using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Application.Notifications;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>Hands the own assessment in: read-only from now on; the rater is asked to rate, and to answer each 不適用 claim (decisions.md 7).</summary>
public static class SubmitSelfAssessment
{
    [Requires(Capability.AssessSelf)]
    public sealed record Command(long Revision) : ICommand<Done>;

    internal sealed class Handler(JobAnalysisDb db, SelfSheet sheet, AssessmentTasks tasks, AuditTrail trail, TimeProvider clock) : ICommandHandler<Command, Done>
    {
        public async Task<Done> Handle(Command request, CancellationToken cancellationToken)
        {
            var assessment = await sheet.Open(request.Revision, cancellationToken);
            var answers = await db.AssessmentAnswers.Where(a => a.AssessmentId == assessment.Id).ToListAsync(cancellationToken);
            if (answers.All(a => a.Kind is AnswerKind.NotAnswered)) throw new RuleViolationException("assessments.nothing-answered");
            var last = await sheet.LastLevels(assessment.Id, cancellationToken);
            var incomplete = answers.Count(a => SelfSheet.WhatIsMissing(a.Kind, a.Level, a.Comment, last.TryGetValue(a.CompetencyId, out var level) ? level : null) is not null);
            if (incomplete > 0) throw new RuleViolationException("assessments.submit-incomplete", incomplete);

            assessment.Submit(request.Revision, clock.TaipeiToday(), clock.GetUtcNow());
            await tasks.Complete(WorkTaskKind.AssessSelf, assessment.PersonId, assessment.RoundId, cancellationToken);
            await tasks.AskToRate(assessment, cancellationToken);
            foreach (var claim in answers.Where(a => a.Kind is AnswerKind.ClaimedNotApplicable)) await tasks.AskAboutClaim(assessment, claim, cancellationToken);
            trail.Changed(assessment.Id, new { assessment.RoundId }, [assessment.PersonId]);
            return default;
        }
    }
}
