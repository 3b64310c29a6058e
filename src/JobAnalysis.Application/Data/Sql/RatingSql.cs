using JobAnalysis.Application.Access;
using JobAnalysis.Domain.Assessments;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>The levels that were given one person and handed in, with the day on which the notice of their round had reached the person.</summary>
internal static class RatingSql
{
    public sealed record Row(Guid AnswerId, Guid CompetencyId, Guid AssessmentId, int Level, string? Comment, AssessmentSource Source, DateOnly RatedOn, DateTimeOffset? NoticedAt);

    public static async Task<IReadOnlyList<Row>> Read(JobAnalysisDb db, Scope scope, Guid organizationId, Guid personId, CancellationToken cancellationToken)
    {
        var trip = new RoundTrip();
        var rows = Ask(trip, scope, organizationId, personId);
        await db.Send(trip, cancellationToken);
        return rows();
    }

    /// <summary>The same with whatever else the trip asks. A few assessments and the person's answers are joined here: joined by the server, a plan for the average person reads the agency.</summary>
    public static Func<IReadOnlyList<Row>> Ask(RoundTrip trip, Scope scope, Guid organizationId, Guid personId)
    {
        var sees = PersonScopeSql.Sees(scope, organizationId, "@organization", "@person");
        var assessments = trip.Ask(
            $"""
            select s.id, s.source, s.rated_on,
              (select min(n.delivered_at) from notice_delivery n where n.organization_id = s.organization_id and n.person_id = s.person_id and n.round_id = o.id and n.notice_version = o.notice_version)
            from assessment s join assessment_round o on o.organization_id = s.organization_id and o.id = s.round_id
            where s.organization_id = @organization and s.person_id = @person and s.submitted_at is not null and {sees}
            """,
            r => (Id: r.GetGuid(0), Source: Enum.Parse<AssessmentSource>(r.GetString(1)), RatedOn: r.GetFieldValue<DateOnly>(2), NoticedAt: r.IsDBNull(3) ? null : (DateTimeOffset?)r.GetFieldValue<DateTimeOffset>(3)),
            Fill);
        var answers = trip.Ask(
            $"select id, competency_id, assessment_id, level, comment from assessment_answer where organization_id = @organization and person_id = @person and kind = 'Rated' and {sees} order by id",
            r => (Id: r.GetGuid(0), CompetencyId: r.GetGuid(1), AssessmentId: r.GetGuid(2), Level: r.GetInt32(3), Comment: r[4] as string),
            Fill);
        return () =>
        {
            var submitted = assessments.ToDictionary(a => a.Id);
            return
            [
                .. from answer in answers where submitted.ContainsKey(answer.AssessmentId)
                   let of = submitted[answer.AssessmentId]
                   select new Row(answer.Id, answer.CompetencyId, answer.AssessmentId, answer.Level, answer.Comment, of.Source, of.RatedOn, of.NoticedAt),
            ];
        };

        void Fill(Npgsql.NpgsqlParameterCollection parameters)
        {
            PersonScopeSql.Add(parameters, scope, organizationId);
            parameters.AddWithValue("person", personId);
        }
    }
}
