using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Assessments;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>Every level that somebody gave one person and handed in, as the acceptance rule reads it.</summary>
internal sealed class RatingSource(JobAnalysisDb db, SettingReader settings)
{
    public sealed record Rating(Guid CompetencyId, Guid AssessmentId, AcceptanceRule.Candidate Candidate);

    public async Task<IReadOnlyList<Rating>> Read(Guid organizationId, Guid personId, CancellationToken cancellationToken)
    {
        var answers = await (
            from answer in db.AssessmentAnswers.AsNoTracking()
            join assessment in db.Assessments on new { answer.OrganizationId, Id = answer.AssessmentId } equals new { assessment.OrganizationId, assessment.Id }
            where answer.OrganizationId == organizationId && answer.PersonId == personId && answer.Kind == AnswerKind.Rated && assessment.SubmittedAt != null
            join round in db.AssessmentRounds on new { assessment.OrganizationId, Id = assessment.RoundId } equals new { round.OrganizationId, round.Id }
            orderby answer.Id
            select new
            {
                answer.Id,
                answer.CompetencyId,
                answer.AssessmentId,
                Level = answer.Level!.Value,
                answer.Comment,
                assessment.Source,
                RatedOn = assessment.RatedOn!.Value,
                NoticedAt = db.NoticeDeliveries
                    .Where(n => n.OrganizationId == organizationId && n.PersonId == personId && n.RoundId == round.Id && n.NoticeVersion == round.NoticeVersion)
                    .Min(n => (DateTimeOffset?)n.DeliveredAt),
            }).ToListAsync(cancellationToken);

        var months = await settings.Read(organizationId, SettingReader.ValidityMonths, cancellationToken);
        return
        [
            .. answers.Select(a => new Rating(a.CompetencyId, a.AssessmentId, new(
                a.Id, a.Source, new(a.Level), a.RatedOn,
                // A level given before the notice counts from the notice on, and ends when it would have ended anyway.
                ValidFrom: a.NoticedAt is { } at && at.TaipeiDate() > a.RatedOn ? at.TaipeiDate() : a.RatedOn,
                ValidTo: LevelValidity.Until(a.RatedOn, months(a.RatedOn)),
                HasReason: a.Source is AssessmentSource.Supervisor && a.Comment is not null,
                NoticeDelivered: a.NoticedAt is not null,
                Disputed: false))),
        ];
    }
}
