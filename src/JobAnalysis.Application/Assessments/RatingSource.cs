using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Domain.Assessments;

namespace JobAnalysis.Application.Assessments;

/// <summary>Every level that somebody gave one person and handed in, as the acceptance rule reads it.</summary>
internal sealed class RatingSource(JobAnalysisDb db)
{
    public sealed record Rating(Guid CompetencyId, Guid AssessmentId, AcceptanceRule.Candidate Candidate);

    /// <summary>What was asked; the rows are there when the trip was made.</summary>
    public sealed class Asked(Func<IReadOnlyList<RatingSql.Row>> answers, Func<DateOnly, int> months)
    {
        public IReadOnlyList<Rating> Ratings => With([]);

        /// <summary>With answers that are being handed in.</summary>
        public IReadOnlyList<Rating> With(IEnumerable<RatingSql.Row> handedIn) =>
        [
            .. answers().Concat(handedIn).Select(a => new Rating(a.CompetencyId, a.AssessmentId, new(
                a.AnswerId, a.Source, new(a.Level), a.RatedOn,
                // A level given before the notice counts from the notice on, and ends when it would have ended anyway.
                ValidFrom: a.NoticedAt is { } at && at.TaipeiDate() > a.RatedOn ? at.TaipeiDate() : a.RatedOn,
                ValidTo: LevelValidity.Until(a.RatedOn, months(a.RatedOn)),
                HasReason: a.Source is AssessmentSource.Supervisor && a.Comment is not null,
                NoticeDelivered: a.NoticedAt is not null,
                Disputed: false))),
        ];
    }

    /// <summary>Asks with whatever else the trip asks.</summary>
    public Asked Ask(RoundTrip trip, Guid organizationId, Guid personId)
    {
        var answers = RatingSql.Ask(trip, db.Scope, organizationId, personId);
        var rows = AcceptanceSql.AskSetting(trip, db.Scope, SettingReader.ValidityMonths);
        return new(answers, day => SettingReader.ValueOn(rows, organizationId, SettingReader.ValidityMonths, day));
    }

    public async Task<IReadOnlyList<Rating>> Read(Guid organizationId, Guid personId, CancellationToken cancellationToken)
    {
        var trip = new RoundTrip();
        var asked = Ask(trip, organizationId, personId);
        await db.Send(trip, cancellationToken);
        return asked.Ratings;
    }
}
