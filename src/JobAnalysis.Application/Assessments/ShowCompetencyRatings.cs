using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>One competency across everybody the actor rates who needs it, so that the same yardstick is held against each. Null when there is nobody.</summary>
public static class ShowCompetencyRatings
{
    [Requires(Capability.UseOwnAccount)]
    public sealed record Query(Guid CompetencyId) : IQuery<View?>;

    public sealed record View(LocalizedText RoundName, CompetencyText Competency, IReadOnlyList<LevelText> Levels, IReadOnlyList<Row> People);

    public sealed record Row(
        Home Person, IReadOnlyList<Need> Needs, ShowRating.Answer? Self, ShowRating.Answer? Mine, Floor? Floor, long Revision, bool IsSubmitted);

    internal sealed class Handler(JobAnalysisDb db, RatingParts parts, RequestContext context, AuditTrail trail) : IQueryHandler<Query, View?>
    {
        public async Task<View?> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await parts.Rounds.Find(cancellationToken) is not { } round) return null;
            var competency = (await parts.Texts.Competencies(round.FrameworkVersionId, cancellationToken)).FirstOrDefault(c => c.CompetencyId == request.CompetencyId);
            var mine = await parts.Raters.PeopleToRate(cancellationToken);
            if (competency is null || mine.Count == 0) return null;
            Guid[] ids = [.. mine.Select(p => p.PersonId)];
            var needs = await parts.Required.Read(ids, cancellationToken);
            var me = context.RequireActor().PersonId;
            var sheets = await db.Assessments.AsNoTracking()
                .Where(a => a.OrganizationId == round.OrganizationId && a.RoundId == round.Id && ids.Contains(a.PersonId)
                    && ((a.Source == AssessmentSource.Self && a.SubmittedAt != null) || (a.Source == AssessmentSource.Supervisor && a.RaterPersonId == me)))
                .ToListAsync(cancellationToken);
            var answers = await db.AssessmentAnswers.AsNoTracking()
                .Where(a => a.CompetencyId == request.CompetencyId && sheets.Select(s => s.Id).Contains(a.AssessmentId)).ToDictionaryAsync(a => a.AssessmentId, cancellationToken);

            List<Row> rows = [];
            foreach (var person in mine.Where(p => needs.Of(p.PersonId, competency).Count > 0))
            {
                var rating = sheets.Find(s => s.PersonId == person.PersonId && s.Source is AssessmentSource.Supervisor);
                var floors = await parts.Floors.Of(round.OrganizationId, person.PersonId, cancellationToken);
                rows.Add(new(
                    person, needs.Of(person.PersonId, competency), AnswerOf(sheets.Find(s => s.PersonId == person.PersonId && s.Source is AssessmentSource.Self)), AnswerOf(rating),
                    floors.GetValueOrDefault(request.CompetencyId), rating?.Revision ?? 0, rating?.SubmittedAt is not null));
            }
            trail.Read("assessments.competency-ratings", rows.Select(r => r.Person.PersonId), request.CompetencyId);
            return rows.Count == 0 ? null : new(round.Name, competency, [.. (await parts.Texts.Levels([request.CompetencyId], cancellationToken))[request.CompetencyId]], rows);

            ShowRating.Answer? AnswerOf(Assessment? sheet) => sheet is not null && answers.TryGetValue(sheet.Id, out var found) ? new(found.Kind, found.Level, found.Comment) : null;
        }
    }
}
