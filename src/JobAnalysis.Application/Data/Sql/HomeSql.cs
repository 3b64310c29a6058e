using JobAnalysis.Application.Access;
using JobAnalysis.Application.Assessments;
using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>Where the 本職 of people in scope is. A head of fifty reads fifty people: the scope's people are found by their units, not asked of everybody.</summary>
internal static class HomeSql
{
    private const string Select = """
        select p.id, p.name, u.id, u.name_zh_hant, u.name_en, f.title_zh_hant, f.title_en, f.category, f.heads_unit_id, f.official_order, f.grade_high
        from person p
        join appointment a on a.organization_id = p.organization_id and a.person_id = p.id and a.kind = 'Regular' and a.superseded_at is null
          and a.valid_from <= @day and (a.valid_to is null or @day < a.valid_to)
        join position_facts f on f.organization_id = a.organization_id and f.position_id = a.position_id and f.superseded_at is null and f.valid_from <= @day and (f.valid_to is null or @day < f.valid_to)
        join position_placement l on l.organization_id = a.organization_id and l.position_id = a.position_id and l.superseded_at is null
          and l.valid_from <= @day and (l.valid_to is null or @day < l.valid_to)
        join unit u on u.organization_id = l.organization_id and u.id = l.unit_id
        where p.organization_id = @organization and (p.left_on is null or p.left_on > @day)
          and not exists (select from leave_without_pay w where w.organization_id = p.organization_id and w.person_id = p.id and w.superseded_at is null
            and w.valid_from <= @day and (w.valid_to is null or @day < w.valid_to))
        """;

    /// <param name="db">The database.</param>
    /// <param name="scope">Whose people.</param>
    /// <param name="organizationId">The agency acted in.</param>
    /// <param name="day">Today.</param>
    /// <param name="people">Null = everybody in scope.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<IReadOnlyList<Home>> Read(JobAnalysisDb db, Scope scope, Guid organizationId, DateOnly day, Guid[]? people, CancellationToken cancellationToken)
    {
        var trip = new RoundTrip();
        var homes = Ask(trip, scope, organizationId, day, people);
        await db.Send(trip, cancellationToken);
        return homes;
    }

    /// <summary>The same with whatever else the trip asks.</summary>
    public static IReadOnlyList<Home> Ask(RoundTrip trip, Scope scope, Guid organizationId, DateOnly day, Guid[]? people)
    {
        var inScope = people is null ? PersonScopeSql.Among(scope, organizationId, "p.id") : $"p.id = any(@of) and {PersonScopeSql.Sees(scope, organizationId, "p.organization_id", "p.id")}";
        return trip.Ask(
            $"{Select} and {inScope} order by p.id",
            r => new Home(r.GetGuid(0), r.GetString(1), r.GetGuid(2), new(r.GetString(3), r[4] as string), new(r.GetString(5), r[6] as string), Enum.Parse<PersonnelCategory>(r.GetString(7)), r[8] as Guid?,
                r.GetInt32(9), r[10] as int?),
            parameters =>
            {
                PersonScopeSql.Add(parameters, scope, organizationId);
                parameters.AddWithValue("day", day);
                if (people is not null) parameters.AddWithValue("of", people);
            });
    }
}
