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
        public IReadOnlyList<Rating> With(IEnumerable<RatingSql.Row> handedIn) => [.. answers().Concat(handedIn).Select(Of)];

        private Rating Of(RatingSql.Row row)
        {
            var (from, to) = LevelValidity.Of(row.RatedOn, row.NoticedAt?.TaipeiDate(), months(row.RatedOn));
            return new(row.CompetencyId, row.AssessmentId, new(
                row.AnswerId, row.Source, new(row.Level), row.RatedOn, from, to,
                HasReason: row.Source is AssessmentSource.Supervisor && row.Comment is not null,
                NoticeDelivered: row.NoticedAt is not null,
                Disputed: false));
        }
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
