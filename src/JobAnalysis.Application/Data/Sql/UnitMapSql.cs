using JobAnalysis.Application.Access;
using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>Places and heads of units in one round trip: of the agency, or only of some units and those above them.</summary>
internal static class UnitMapSql
{
    /// <summary>A unit where it is, or was last.</summary>
    public readonly record struct Place(Guid UnitId, Guid? ParentId, int DisplayOrder, UnitKind Kind);

    /// <summary>Who heads a unit today.</summary>
    public readonly record struct Head(Guid UnitId, Guid PersonId, AppointmentKind Kind);

    private const string Last = "select distinct on (unit_id) unit_id, parent_id, display_order from unit_placement where organization_id = @organization and superseded_at is null and valid_from <= @day order by unit_id, valid_from desc";

    /// <summary>Units in which people have their 本職 today.</summary>
    private const string HomesOf = """
        select l.unit_id from appointment a join position_placement l on l.organization_id = a.organization_id and l.position_id = a.position_id and l.superseded_at is null
          and l.valid_from <= @day and (l.valid_to is null or @day < l.valid_to)
        where a.organization_id = @organization and a.person_id = any(@of) and a.kind = 'Regular' and a.superseded_at is null and a.valid_from <= @day and (a.valid_to is null or @day < a.valid_to)
        """;

    // Steps upwards are bounded, as UnitMap.Chain bounds them: a circle ends.
    private const string Above = $"""
        with recursive up(unit_id, parent_id, display_order, steps) as (
          select l.unit_id, l.parent_id, l.display_order, 0 from ({HomesOf}) s(id) cross join lateral (
            select unit_id, parent_id, display_order from unit_placement where organization_id = @organization and unit_id = s.id and superseded_at is null and valid_from <= @day order by valid_from desc limit 1) l
          union
          select l.unit_id, l.parent_id, l.display_order, up.steps + 1 from up cross join lateral (
            select unit_id, parent_id, display_order from unit_placement where organization_id = @organization and unit_id = up.parent_id and superseded_at is null and valid_from <= @day order by valid_from desc limit 1) l
          where up.steps < 50)
        select distinct unit_id, parent_id, display_order from up
        """;

    /// <param name="db">The database.</param>
    /// <param name="scope">Heads are read in it: below the own unit everybody is visible, and no more is asked.</param>
    /// <param name="organizationId">The agency acted in.</param>
    /// <param name="day">Today.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<(IReadOnlyList<Place> Places, IReadOnlyList<Head> Heads)> Read(JobAnalysisDb db, Scope scope, Guid organizationId, DateOnly day, CancellationToken cancellationToken)
    {
        var trip = new RoundTrip();
        var map = Ask(trip, scope, organizationId, day, Last, "f.heads_unit_id is not null", _ => { });
        await db.Send(trip, cancellationToken);
        return map;
    }

    /// <summary>The units of people and those above them, with whatever else the trip asks.</summary>
    public static (IReadOnlyList<Place> Places, IReadOnlyList<Head> Heads) AskOfPeople(RoundTrip trip, Scope scope, Guid organizationId, DateOnly day, Guid[] people) => Ask(
        trip, scope, organizationId, day, Above, $"f.heads_unit_id = any(array(select unit_id from ({Above}) c))", parameters => parameters.AddWithValue("of", people));

    private static (IReadOnlyList<Place> Places, IReadOnlyList<Head> Heads) Ask(RoundTrip trip, Scope scope, Guid organizationId, DateOnly day, string units, string headed, Action<Npgsql.NpgsqlParameterCollection> add)
    {
        void Fill(Npgsql.NpgsqlParameterCollection parameters)
        {
            PersonScopeSql.Add(parameters, scope, organizationId);
            parameters.AddWithValue("day", day);
            add(parameters);
        }

        var places = trip.Ask(
            $"select l.unit_id, l.parent_id, l.display_order, u.kind from ({units}) l join unit u on u.organization_id = @organization and u.id = l.unit_id",
            r => new Place(r.GetGuid(0), r[1] as Guid?, r.GetInt32(2), Enum.Parse<UnitKind>(r.GetString(3))), Fill);
        var heads = trip.Ask(
            $"""
            select f.heads_unit_id, a.person_id, a.kind from position_facts f
            join appointment a on a.organization_id = f.organization_id and a.position_id = f.position_id and a.superseded_at is null and a.kind <> 'Secondment'
              and a.valid_from <= @day and (a.valid_to is null or @day < a.valid_to)
            where f.organization_id = @organization and f.superseded_at is null and f.valid_from <= @day and (f.valid_to is null or @day < f.valid_to)
              and {headed}
              and not exists (select from leave_without_pay w where w.organization_id = a.organization_id and w.person_id = a.person_id and w.superseded_at is null
                and w.valid_from <= @day and (w.valid_to is null or @day < w.valid_to))
              and {PersonScopeSql.Sees(scope, organizationId, "a.organization_id", "a.person_id")}
            """,
            r => new Head(r.GetGuid(0), r.GetGuid(1), Enum.Parse<AppointmentKind>(r.GetString(2))), Fill);
        return (places, heads);
    }
}
