using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Assessments;

/// <summary>Hands a rating in with what stands in the form, and derives the accepted levels at once. Null: the actor is not the person's rater.</summary>
public static class SubmitRating
{
    [Requires(Capability.AssessSelf, Capability.RatePeople, Capability.ViewNamedGaps)]
    public sealed record Command(Guid PersonId, IReadOnlyList<RatingRow> Rows, long Revision) : ICommand<Submitted?>;

    public sealed record Submitted(Guid AssessmentId, int Rated);

    internal sealed class Handler(JobAnalysisDb db, ClosingTrip closing, RatingSheet sheet, RaterReader raters, LevelAcceptance acceptance, RequestContext context, AuditTrail trail, TimeProvider clock)
        : ICommandHandler<Command, Submitted?>
    {
        public async Task<Submitted?> Handle(Command request, CancellationToken cancellationToken)
        {
            // Everything is asked at once, whether it will be needed or not: a message waits for the network once to read and once to write.
            var (trip, scope, today) = (new RoundTrip(), context.Scope, clock.TaipeiToday());
            var organizationId = context.RequireActor().OrganizationId;
            var ask = raters.Ask(trip, request.PersonId);
            if (ask is null || context.RequireActor().PersonId is not { } me)
            {
                await sheet.Refuse(request.PersonId, cancellationToken);
                return null;
            }
            var rounds = RatingSheetSql.AskRound(trip, scope, organizationId, today);
            var known = RatingSheetSql.AskItems(trip, scope, organizationId, today);
            var highest = RatingSheetSql.AskHighestRank(trip, scope);
            var assessments = RatingSheetSql.AskAssessments(trip, scope, organizationId, request.PersonId, me);
            var drafted = RatingSheetSql.AskDraftAnswers(trip, scope, organizationId, request.PersonId, me);
            var notices = RatingSheetSql.AskNotices(trip, scope, organizationId, request.PersonId);
            // After the sheet: whoever gives a rating back locks the two in this order.
            var accepted = acceptance.Ask(trip, organizationId, request.PersonId, [.. request.Rows.Select(r => r.CompetencyId)]);
            await db.Send(trip, cancellationToken);

            if (ask() is not { } person)
            {
                await sheet.Refuse(request.PersonId, cancellationToken);
                return null;
            }
            if (rounds is not [var round]) throw new RuleViolationException("assessments.no-round");
            var assessment = sheet.Open(assessments.SingleOrDefault(a => a.RoundId == round.Id), organizationId, round.Id, round.FrameworkVersionId, person, request.Revision);
            var stored = drafted.Where(a => a.AssessmentId == assessment.Id).ToDictionary(a => a.CompetencyId);
            var changed = sheet.Change(assessment, known, stored, request.Rows, highest[0] ?? ItemTexts.RanksWithoutScale);
            AssessmentAnswer[] answers = [.. stored.Values.Where(a => a.Kind is not AnswerKind.NotAnswered)];
            if (answers.Length == 0) throw new RuleViolationException("assessments.nothing-answered");
            CheckFloors(request.Rows, answers, Floors.Of(accepted.Ratings.Ratings, today));

            assessment.Submit(assessment.Revision, today, clock.GetUtcNow());
            AssessmentAnswer[] rated = [.. answers.Where(a => a.Kind is AnswerKind.Rated)];
            RatingSheetSql.Write(closing, scope, assessment, changed);
            RatingSheetSql.CompleteTasks(closing, scope, assessment, [.. rated.Select(a => a.CompetencyId)], clock.GetUtcNow());
            trail.Changed(assessment.Id, new { RoundId = round.Id, Rated = answers.Length }, [person.PersonId]);
            var noticed = notices.Where(n => n.RoundId == round.Id && n.NoticeVersion == round.NoticeVersion).Select(n => (DateTimeOffset?)n.DeliveredAt).Min();
            await acceptance.Write(
                closing, accepted, rated.Select(a => new RatingSql.Row(a.Id, a.CompetencyId, assessment.Id, a.Level!.Value, a.Comment, AssessmentSource.Supervisor, today, noticed)), cancellationToken);
            return new(assessment.Id, rated.Length);
        }

        /// <summary>Below a valid test only with a reason (decisions.md 8).</summary>
        private static void CheckFloors(IReadOnlyList<RatingRow> rows, IEnumerable<AssessmentAnswer> answers, IReadOnlyDictionary<Guid, Floor> floors)
        {
            foreach (var answer in answers)
            {
                if (answer is not { Kind: AnswerKind.Rated, Comment: null } || !floors.TryGetValue(answer.CompetencyId, out var floor) || answer.Level >= floor.Level) continue;
                var row = rows.Index().FirstOrDefault(r => r.Item.CompetencyId == answer.CompetencyId).Index;
                throw new RuleViolationException("assessments.reason-below-test", floor.Level) { Field = $"Rows[{row}].{nameof(RatingRow.Comment)}" };
            }
        }
    }
}
