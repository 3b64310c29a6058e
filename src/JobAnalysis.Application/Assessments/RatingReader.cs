using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Notifications;
using JobAnalysis.Domain.Assessments;
using Microsoft.EntityFrameworkCore;
using static JobAnalysis.Application.Assessments.ShowRating;

namespace JobAnalysis.Application.Assessments;

/// <summary>Reads what the rating page of one person shows.</summary>
internal sealed class RatingReader(JobAnalysisDb db, RatingParts parts, RequestContext context, TimeProvider clock)
{
    public async Task<View?> Read(Guid personId, CancellationToken cancellationToken)
    {
        var actor = context.RequireActor();
        if (personId == actor.PersonId || !(actor.Can(Capability.RatePeople) || actor.Can(Capability.ViewNamedGaps))) return null;
        if (await parts.Homes.Of(personId, cancellationToken) is not { } person || await parts.Rounds.Find(cancellationToken) is not { } round) return null;
        var mayRate = await parts.Raters.MayRate(personId, cancellationToken);
        var sheets = await (
            from a in db.Assessments.AsNoTracking()
            where a.OrganizationId == round.OrganizationId && a.PersonId == personId && a.RoundId == round.Id
                && ((a.Source == AssessmentSource.Self && a.SubmittedAt != null)
                    || (a.Source == AssessmentSource.Supervisor && (mayRate ? a.RaterPersonId == actor.PersonId : a.SubmittedAt != null)))
            orderby a.SubmittedAt, a.Id
            select a).ToListAsync(cancellationToken);
        var self = sheets.FindLast(a => a.Source is AssessmentSource.Self);
        var rating = sheets.FindLast(a => a.Source is AssessmentSource.Supervisor);
        Guid[] shown = [.. new[] { self?.Id, rating?.Id }.OfType<Guid>()];
        var answers = await db.AssessmentAnswers.AsNoTracking().Where(a => shown.Contains(a.AssessmentId)).ToListAsync(cancellationToken);
        var items = await Items(round, personId, answers, self?.Id, rating?.Id, cancellationToken);
        return new(
            person, round.Name, round.ValidTo?.AddDays(-1), clock.TaipeiToday(), mayRate, await parts.Rounds.IsNoticed(round, personId, cancellationToken), self?.RatedOn,
            await SheetOf(self, cancellationToken), await SheetOf(rating, cancellationToken), answers.Where(a => a.AssessmentId == rating?.Id).Max(a => (DateTimeOffset?)a.ChangedAt), items);
    }

    private async Task<Sheet?> SheetOf(Assessment? assessment, CancellationToken cancellationToken) => assessment is null
        ? null
        : new(assessment.Id, assessment.Revision, assessment.SubmittedAt, await db.People.Where(p => p.Id == assessment.RaterPersonId).Select(p => p.Name).SingleOrDefaultAsync(cancellationToken));

    private async Task<IReadOnlyList<Item>> Items(AssessmentRound round, Guid personId, List<AssessmentAnswer> answers, Guid? selfId, Guid? ratingId, CancellationToken cancellationToken)
    {
        var today = clock.TaipeiToday();
        var competencies = await parts.Texts.Competencies(round.FrameworkVersionId, cancellationToken);
        var levels = await parts.Texts.Levels([.. competencies.Select(c => c.CompetencyId)], cancellationToken);
        var needs = await parts.Required.Read([personId], cancellationToken);
        var floors = await parts.Floors.Of(round.OrganizationId, personId, cancellationToken);
        var accepted = await db.AcceptedLevels.AsNoTracking()
            .Where(l => l.OrganizationId == round.OrganizationId && l.PersonId == personId && l.SupersededAt == null && l.ValidFrom <= today && (l.ValidTo == null || today < l.ValidTo))
            .ToDictionaryAsync(l => l.CompetencyId, cancellationToken);
        var claims = await db.WorkTasks.AsNoTracking().Where(t => t.Kind == WorkTaskKind.AnswerClaim && t.SubjectPersonId == personId && t.CompletedAt == null)
            .OrderBy(t => t.Id).Select(t => new { t.Id, t.DetailId }).ToListAsync(cancellationToken);
        return
        [
            .. competencies.Select(c => new Item(
                c, needs.Of(personId, c), [.. levels[c.CompetencyId]], AnswerOf(selfId, c), AnswerOf(ratingId, c), floors.GetValueOrDefault(c.CompetencyId),
                accepted.GetValueOrDefault(c.CompetencyId)?.Level, accepted.GetValueOrDefault(c.CompetencyId)?.RatedOn, claims.Find(t => t.DetailId == c.CompetencyId)?.Id))
                .OrderBy(i => i.Needs.Count == 0),
        ];

        Answer? AnswerOf(Guid? assessmentId, CompetencyText competency) =>
            answers.Find(a => a.AssessmentId == assessmentId && a.CompetencyId == competency.CompetencyId) is { } found ? new(found.Kind, found.Level, found.Comment) : null;
    }
}
