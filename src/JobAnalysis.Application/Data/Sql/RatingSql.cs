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
        return rows;
    }

    /// <summary>The same with whatever else the trip asks.</summary>
    public static IReadOnlyList<Row> Ask(RoundTrip trip, Scope scope, Guid organizationId, Guid personId) => trip.Ask(
        $"""
        select a.id, a.competency_id, a.assessment_id, a.level, a.comment, s.source, s.rated_on,
          (select min(n.delivered_at) from notice_delivery n where n.organization_id = a.organization_id and n.person_id = a.person_id and n.round_id = o.id and n.notice_version = o.notice_version)
        from assessment_answer a
        join assessment s on s.organization_id = a.organization_id and s.id = a.assessment_id and s.submitted_at is not null
        join assessment_round o on o.organization_id = s.organization_id and o.id = s.round_id
        where a.organization_id = @organization and a.person_id = @person and a.kind = 'Rated' and {PersonScopeSql.Sees(scope, organizationId, "@organization", "@person")}
        order by a.id
        """,
        r => new Row(r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.GetInt32(3), r[4] as string, Enum.Parse<AssessmentSource>(r.GetString(5)), r.GetFieldValue<DateOnly>(6),
            r.IsDBNull(7) ? null : r.GetFieldValue<DateTimeOffset>(7)),
        parameters =>
        {
            PersonScopeSql.Add(parameters, scope, organizationId);
            parameters.AddWithValue("person", personId);
        });
}
