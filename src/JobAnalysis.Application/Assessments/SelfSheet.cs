using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>The actor's own assessment of the round: opened for a change, or begun by it.</summary>
internal sealed class SelfSheet(JobAnalysisDb db, CurrentRound rounds, Homes homes, RequestContext context, TimeProvider clock)
{
    /// <summary>Longest example or reason in signs.</summary>
    public const int CommentLimit = 1000;

    public Guid Me => context.RequireActor().PersonId ?? throw new ForbiddenException();

    /// <summary>The assessment, begun when there was none. The form shows revision 0 before the first entry.</summary>
    /// <exception cref="RuleViolationException"><c>assessments.no-round</c>, <c>assessments.notice-first</c>, <c>assessments.already-submitted</c>.</exception>
    /// <exception cref="StaleRevisionException">The form showed another revision.</exception>
    public async Task<Assessment> Open(long shownRevision, CancellationToken cancellationToken)
    {
        var round = await rounds.Find(cancellationToken) ?? throw new RuleViolationException("assessments.no-round");
        if (!await rounds.IsNoticed(round, Me, cancellationToken)) throw new RuleViolationException("assessments.notice-first");
        var assessment = await db.Assessments.SingleOrDefaultAsync(
            a => a.OrganizationId == round.OrganizationId && a.PersonId == Me && a.RoundId == round.Id && a.Source == AssessmentSource.Self, cancellationToken);
        if (assessment is null)
        {
            if (shownRevision != 0) throw new StaleRevisionException(shownRevision, 0);
            var now = clock.GetUtcNow();
            assessment = new()
            {
                OrganizationId = round.OrganizationId,
                Id = Guid.CreateVersion7(now),
                PersonId = Me,
                RoundId = round.Id,
                Source = AssessmentSource.Self,
                RaterPersonId = Me,
                FrameworkVersionId = round.FrameworkVersionId,
                UnitId = (await homes.Of(Me, cancellationToken))?.UnitId,
                BegunAt = now,
            };
            db.Assessments.Add(assessment);
            return assessment;
        }
        if (assessment.SubmittedAt is not null) throw new RuleViolationException("assessments.already-submitted");
        if (assessment.Revision != shownRevision) throw new StaleRevisionException(shownRevision, assessment.Revision);
        return assessment;
    }

    /// <summary>The level the person gave last time for the competency, from an earlier submitted self assessment.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> LastLevels(Guid? exceptAssessmentId, CancellationToken cancellationToken)
    {
        var earlier = await (
            from answer in db.AssessmentAnswers.AsNoTracking()
            where answer.PersonId == Me && answer.Kind == AnswerKind.Rated && answer.AssessmentId != exceptAssessmentId
            join assessment in db.Assessments on new { answer.OrganizationId, Id = answer.AssessmentId } equals new { assessment.OrganizationId, assessment.Id }
            where assessment.Source == AssessmentSource.Self && assessment.SubmittedAt != null
            orderby assessment.SubmittedAt, answer.Id
            select new { answer.CompetencyId, Level = answer.Level!.Value }).ToListAsync(cancellationToken);
        return earlier.GroupBy(e => e.CompetencyId).ToDictionary(g => g.Key, g => g.Last().Level);
    }

    /// <summary>An example is asked when the level differs from last time; a claim always needs its reason.</summary>
    public static string? WhatIsMissing(AnswerKind kind, int? level, string? comment, int? lastLevel) => (kind, comment) switch
    {
        (AnswerKind.ClaimedNotApplicable, null) => "assessments.claim-reason-required",
        (AnswerKind.Rated, null) when lastLevel is { } last && last != level => "assessments.example-required",
        _ => null,
    };
}
