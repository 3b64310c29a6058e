using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>Keeps one answer of the own draft: by itself while typing (Draft), or by 儲存並繼續, which also wants what must be said beside it.</summary>
public static class SaveSelfAnswer
{
    [Requires(Capability.AssessSelf)]
    public sealed record Command(Guid CompetencyId, string? Choice, string? Comment, long Revision, bool Draft) : ICommand<Saved>;

    public sealed record Saved(long Revision, DateTimeOffset At);

    internal sealed class Handler(JobAnalysisDb db, SelfSheet sheet, ItemTexts texts, AuditTrail trail, TimeProvider clock) : ICommandHandler<Command, Saved>
    {
        public async Task<Saved> Handle(Command request, CancellationToken cancellationToken)
        {
            var assessment = await sheet.Open(request.Revision, cancellationToken);
            if (!await db.CompetencyEditions.AnyAsync(e => e.FrameworkVersionId == assessment.FrameworkVersionId && e.CompetencyId == request.CompetencyId, cancellationToken))
                throw new RuleViolationException("assessments.competency-not-in-version");
            var chosen = ChosenAnswer.Read(request.Choice, await texts.HighestRank(cancellationToken), byRater: false);
            var comment = CleanText.Optional(request.Comment, SelfSheet.CommentLimit, multiline: true);
            var last = (await sheet.LastLevels(assessment.Id, cancellationToken)).TryGetValue(request.CompetencyId, out var level) ? level : (int?)null;
            if (!request.Draft && SelfSheet.WhatIsMissing(chosen.Kind, chosen.Level, comment, last) is { } missing) throw new RuleViolationException(missing);

            var answer = await db.AssessmentAnswers.SingleOrDefaultAsync(a => a.AssessmentId == assessment.Id && a.CompetencyId == request.CompetencyId, cancellationToken);
            if (answer is null ? chosen.Kind is AnswerKind.NotAnswered && comment is null : (answer.Kind, answer.Level, answer.Comment) == (chosen.Kind, chosen.Level, comment))
                return new(request.Revision == 0 ? assessment.Revision : request.Revision, clock.GetUtcNow());

            if (request.Revision != 0) assessment.Edit(request.Revision);
            if (answer is null) db.AssessmentAnswers.Add(answer = New(assessment, request.CompetencyId));
            (answer.Kind, answer.Level, answer.Comment, answer.ChangedAt) = (chosen.Kind, chosen.Level, comment, clock.GetUtcNow());
            trail.Changed(answer.Id, new { request.CompetencyId }, [assessment.PersonId], $"{chosen.Kind} {chosen.Level} {comment}");
            return new(assessment.Revision, clock.GetUtcNow());
        }

        private AssessmentAnswer New(Assessment assessment, Guid competencyId) => new()
        {
            OrganizationId = assessment.OrganizationId,
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            PersonId = assessment.PersonId,
            AssessmentId = assessment.Id,
            CompetencyId = competencyId,
        };
    }
}
