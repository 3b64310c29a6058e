using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Domain.Assessments;

namespace JobAnalysis.Application.Assessments;

/// <summary>Every level that somebody gave one person and handed in, as the acceptance rule reads it.</summary>
internal sealed class RatingSource(JobAnalysisDb db, SettingReader settings)
{
    public sealed record Rating(Guid CompetencyId, Guid AssessmentId, AcceptanceRule.Candidate Candidate);

    public async Task<IReadOnlyList<Rating>> Read(Guid organizationId, Guid personId, CancellationToken cancellationToken)
    {
        var answers = await RatingSql.Read(db, db.Scope, organizationId, personId, cancellationToken);
        var months = await settings.Read(organizationId, SettingReader.ValidityMonths, cancellationToken);
        return
        [
            .. answers.Select(a => new Rating(a.CompetencyId, a.AssessmentId, new(
                a.AnswerId, a.Source, new(a.Level), a.RatedOn,
                // A level given before the notice counts from the notice on, and ends when it would have ended anyway.
                ValidFrom: a.NoticedAt is { } at && at.TaipeiDate() > a.RatedOn ? at.TaipeiDate() : a.RatedOn,
                ValidTo: LevelValidity.Until(a.RatedOn, months(a.RatedOn)),
                HasReason: a.Source is AssessmentSource.Supervisor && a.Comment is not null,
                NoticeDelivered: a.NoticedAt is not null,
                Disputed: false))),
        ];
    }
}
