using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Application.Notifications;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>Hands a rating in with what stands in the form, and derives the accepted levels at once. Null: the actor is not the person's rater.</summary>
public static class SubmitRating
{
    [Requires(Capability.AssessSelf, Capability.RatePeople, Capability.ViewNamedGaps)]
    public sealed record Command(Guid PersonId, IReadOnlyList<RatingRow> Rows, long Revision) : ICommand<Submitted?>;

    public sealed record Submitted(Guid AssessmentId, int Rated);

    internal sealed class Handler(JobAnalysisDb db, RatingSheet sheet, RatingParts parts, LevelAcceptance acceptance, AuditTrail trail, TimeProvider clock) : ICommandHandler<Command, Submitted?>
    {
        public async Task<Submitted?> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!await sheet.MayWrite(request.PersonId, cancellationToken) || await parts.Homes.Of(request.PersonId, cancellationToken) is not { } person) return null;
            var round = await parts.Rounds.Find(cancellationToken) ?? throw new RuleViolationException("assessments.no-round");
            var assessment = await sheet.Open(round, person, request.Revision, cancellationToken);
            await sheet.Write(assessment, request.Rows, await parts.Texts.HighestRank(cancellationToken), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);

            var answers = await db.AssessmentAnswers.Where(a => a.AssessmentId == assessment.Id && a.Kind != AnswerKind.NotAnswered).ToListAsync(cancellationToken);
            if (answers.Count == 0) throw new RuleViolationException("assessments.nothing-answered");
            CheckFloors(request.Rows, answers, await parts.Floors.Of(round.OrganizationId, person.PersonId, cancellationToken));

            assessment.Submit(assessment.Revision, clock.TaipeiToday(), clock.GetUtcNow());
            await parts.Tasks.Complete(WorkTaskKind.RatePerson, person.PersonId, round.Id, cancellationToken);
            await AnswerClaims(person.PersonId, answers, cancellationToken);
            trail.Changed(assessment.Id, new { RoundId = round.Id, Rated = answers.Count }, [person.PersonId]);
            await acceptance.Accept(round.OrganizationId, person.PersonId, cancellationToken);
            return new(assessment.Id, answers.Count(a => a.Kind is AnswerKind.Rated));
        }

        /// <summary>Below a valid test only with a reason (decisions.md 8).</summary>
        private static void CheckFloors(IReadOnlyList<RatingRow> rows, List<AssessmentAnswer> answers, IReadOnlyDictionary<Guid, Floor> floors)
        {
            foreach (var answer in answers)
            {
                if (answer is not { Kind: AnswerKind.Rated, Comment: null } || !floors.TryGetValue(answer.CompetencyId, out var floor) || answer.Level >= floor.Level) continue;
                var row = rows.Index().FirstOrDefault(r => r.Item.CompetencyId == answer.CompetencyId).Index;
                throw new RuleViolationException("assessments.reason-below-test", floor.Level) { Field = $"Rows[{row}].{nameof(RatingRow.Comment)}" };
            }
        }

        /// <summary>A level answers the claim that the item does not apply: it was rated anyway.</summary>
        private async Task AnswerClaims(Guid personId, List<AssessmentAnswer> answers, CancellationToken cancellationToken)
        {
            Guid[] rated = [.. answers.Where(a => a.Kind is AnswerKind.Rated).Select(a => a.CompetencyId)];
            var claims = await db.WorkTasks.Where(t => t.Kind == WorkTaskKind.AnswerClaim && t.SubjectPersonId == personId && t.CompletedAt == null && rated.Contains(t.DetailId!.Value)).ToListAsync(cancellationToken);
            foreach (var claim in claims) claim.CompletedAt = clock.GetUtcNow();
        }
    }
}
