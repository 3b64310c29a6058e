using JobAnalysis.Application.Access;
using JobAnalysis.Domain.Organizations;
using Npgsql;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>Places and heads of units in one round trip: of the agency, or only of some units and those above them.</summary>
internal static class UnitMapSql
{
    /// <summary>A unit where it is, or was last.</summary>
    public readonly record struct Place(Guid UnitId, Guid? ParentId, int DisplayOrder, UnitKind Kind);

    /// <summary>Who heads a unit today.</summary>
    public readonly record struct Head(Guid UnitId, Guid PersonId, AppointmentKind Kind);

    private const string Last = "select distinct on (unit_id) unit_id, parent_id, display_order from unit_placement where organization_id = @organization and superseded_at is null and valid_from <= @day order by unit_id, valid_from desc";

    // Steps upwards are bounded, as UnitMap.Chain bounds them: a circle ends.
    private const string Above = """
        with recursive up(unit_id, parent_id, display_order, steps) as (
          select l.unit_id, l.parent_id, l.display_order, 0 from unnest(@from) s(id) cross join lateral (
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
    /// <param name="from">Null = every unit.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<(IReadOnlyList<Place> Places, IReadOnlyList<Head> Heads)> Read(JobAnalysisDb db, Scope scope, Guid organizationId, DateOnly day, Guid[]? from, CancellationToken cancellationToken)
    {
        var units = from is null ? Last : Above;
        await using var batch = db.Batch();
        foreach (var sql in (string[])[
            $"select l.unit_id, l.parent_id, l.display_order, u.kind from ({units}) l join unit u on u.organization_id = @organization and u.id = l.unit_id",
            $"""
            select f.heads_unit_id, a.person_id, a.kind from position_facts f
            join appointment a on a.organization_id = f.organization_id and a.position_id = f.position_id and a.superseded_at is null and a.kind <> 'Secondment'
              and a.valid_from <= @day and (a.valid_to is null or @day < a.valid_to)
            where f.organization_id = @organization and f.superseded_at is null and f.valid_from <= @day and (f.valid_to is null or @day < f.valid_to)
              and {(from is null ? "f.heads_unit_id is not null" : $"f.heads_unit_id = any(array(select unit_id from ({Above}) c))")}
              and not exists (select from leave_without_pay w where w.organization_id = a.organization_id and w.person_id = a.person_id and w.superseded_at is null
                and w.valid_from <= @day and (w.valid_to is null or @day < w.valid_to))
              and {PersonScopeSql.Sees(scope, organizationId, "a.organization_id", "a.person_id")}
            """])
        {
            var command = new NpgsqlBatchCommand(sql);
            PersonScopeSql.Add(command.Parameters, scope, organizationId);
            command.Parameters.AddWithValue("day", day);
            if (from is not null) command.Parameters.AddWithValue("from", from);
            batch.BatchCommands.Add(command);
        }

        List<Place> places = [];
        List<Head> heads = [];
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) places.Add(new(reader.GetGuid(0), reader[1] as Guid?, reader.GetInt32(2), Enum.Parse<UnitKind>(reader.GetString(3))));
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) heads.Add(new(reader.GetGuid(0), reader.GetGuid(1), Enum.Parse<AppointmentKind>(reader.GetString(2))));
        return (places, heads);
    }
}
