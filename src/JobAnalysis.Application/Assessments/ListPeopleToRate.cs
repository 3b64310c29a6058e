using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>People to rate and competencies to rate across people, with how far each is. Whoever only reads (HR, heads above, 請假代理) gets the people in scope.</summary>
public static class ListPeopleToRate
{
    public const int PageSize = 50;

    [Requires(Capability.RatePeople, Capability.ViewNamedGaps)]
    public sealed record Query(int Page = 1) : IQuery<View?>;

    public sealed record View(LocalizedText RoundName, DateOnly? DueOn, DateOnly Today, bool Rates, int Total, IReadOnlyList<Row> People, IReadOnlyList<CompetencyRow> Competencies);

    /// <param name="Person">The person.</param>
    /// <param name="Asked">Required items.</param>
    /// <param name="Answered">Of these answered in the rating.</param>
    /// <param name="SelfSubmittedOn">Day of the submitted self assessment; a draft is not told.</param>
    /// <param name="RatedOn">Day the rating was handed in.</param>
    public sealed record Row(Home Person, int Asked, int Answered, DateOnly? SelfSubmittedOn, DateOnly? RatedOn);

    public sealed record CompetencyRow(CompetencyText Competency, int Asked, int Answered);

    internal sealed class Handler(JobAnalysisDb db, RatingParts parts, RequestContext context, AuditTrail trail, TimeProvider clock) : IQueryHandler<Query, View?>
    {
        public async Task<View?> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await parts.Rounds.Find(cancellationToken) is not { } round) return null;
            var mine = await parts.Raters.PeopleToRate(cancellationToken);
            var rates = mine.Count > 0;
            var everybody = rates ? mine : await parts.Raters.PeopleToRead(cancellationToken);
            Guid[] ids = [.. everybody.Select(p => p.PersonId)];
            var sheets = await Sheets(round, ids, rates, cancellationToken);
            var given = (await db.AssessmentAnswers.AsNoTracking()
                .Where(a => a.Kind != AnswerKind.NotAnswered && sheets.Select(s => s.Id).Contains(a.AssessmentId))
                .Select(a => new { a.AssessmentId, a.CompetencyId }).ToListAsync(cancellationToken)).ToLookup(a => a.AssessmentId, a => a.CompetencyId);
            var needs = await parts.Required.Read(ids, cancellationToken);
            var competencies = await parts.Texts.Competencies(round.FrameworkVersionId, cancellationToken);

            var rows = everybody.Select(person =>
            {
                var asked = competencies.Where(c => needs.Of(person.PersonId, c).Count > 0).Select(c => c.CompetencyId).ToHashSet();
                var self = sheets.Find(s => s.PersonId == person.PersonId && s.Source is AssessmentSource.Self);
                var rating = sheets.FindLast(s => s.PersonId == person.PersonId && s.Source is AssessmentSource.Supervisor);
                HashSet<Guid> answered = rating is null ? [] : [.. given[rating.Id]];
                return (Row: new Row(person, asked.Count, asked.Count(answered.Contains), self?.RatedOn, rating?.RatedOn), asked, answered);
            }).ToList();
            var page = rows.Skip((request.Page - 1) * PageSize).Take(PageSize).Select(r => r.Row).ToList();
            trail.Read("assessments.people-to-rate", page.Select(r => r.Person.PersonId));
            return new(round.Name, round.ValidTo?.AddDays(-1), clock.TaipeiToday(), rates, rows.Count, page,
                rates ? [.. competencies.Select(c => new CompetencyRow(c, rows.Count(r => r.asked.Contains(c.CompetencyId)), rows.Count(r => r.asked.Contains(c.CompetencyId) && r.answered.Contains(c.CompetencyId)))).Where(c => c.Asked > 0)] : []);
        }

        private sealed record SheetRow(Guid Id, Guid PersonId, AssessmentSource Source, DateOnly? RatedOn);

        private Task<List<SheetRow>> Sheets(AssessmentRound round, Guid[] people, bool rates, CancellationToken cancellationToken)
        {
            var me = context.RequireActor().PersonId;
            return db.Assessments.AsNoTracking()
                .Where(a => a.OrganizationId == round.OrganizationId && a.RoundId == round.Id && people.Contains(a.PersonId)
                    && ((a.Source == AssessmentSource.Self && a.SubmittedAt != null) || (a.Source == AssessmentSource.Supervisor && (rates ? a.RaterPersonId == me : a.SubmittedAt != null))))
                .OrderBy(a => a.SubmittedAt).ThenBy(a => a.Id).Select(a => new SheetRow(a.Id, a.PersonId, a.Source, a.RatedOn)).ToListAsync(cancellationToken);
        }
    }
}
