using System.Text.Json;
using System.Text.Json.Serialization;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using Npgsql;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>What the run page says of one agency in scope: everything in one statement, so that slots, publications and the pause window belong together.</summary>
internal static class RunPageSql
{
    private const string Whole = "(p.\"full\" or (p.people > 0 and p.people >= p.headcount))";

    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new JsonStringEnumConverter() } };

    private const string PageSql = $"""
        with me(id) as (select @organization where @organization = any(@scope)),
        timed as (
          select p.id, {Whole} as whole, p.people, extract(epoch from p.published_at - p.started_at) as seconds
          from gap_publication p join me on me.id = p.organization_id where p.people > 0)
        select jsonb_build_object(
          'now', run_clock(),
          'today', taipei_date(run_clock()),
          'pause_ends', (select gap_pause_ends(id, run_clock()) from me),
          'pause_window', (select gap_pause_window(id, taipei_date(run_clock())) from me),
          'run_count', (select count(*) from gap_publication p join me on me.id = p.organization_id),
          'last', (select to_jsonb(p) from gap_publication p join me on me.id = p.organization_id order by p.id desc limit 1),
          'runs', (select coalesce(jsonb_agg(to_jsonb(p) order by p.id desc), '[]')
            from (select p.* from gap_publication p join me on me.id = p.organization_id order by p.id desc limit @size offset @skip) p),
          'usual', jsonb_build_object(
            'whole', (select percentile_cont(0.5) within group (order by t.seconds) from (select * from timed where whole order by id desc limit 10) t),
            'part', (select percentile_cont(0.5) within group (order by t.seconds) from (select * from timed where not whole order by id desc limit 10) t),
            'per_person', (select percentile_cont(0.5) within group (order by t.seconds / t.people) from (select * from timed where whole order by id desc limit 10) t)),
          'waiting', (select coalesce(jsonb_agg(jsonb_build_object(
              'as_of', w.as_of, 'cause', w.cause, 'requested_at', w.requested_at, 'failures', w.failures, 'last_failure', w.last_failure, 'last_failure_at', w.last_failure_at,
              'is_running', w.claimed_by is not null and coalesce(w.lease_until >= run_clock(), false), 'is_paused', {GapSlotSql.Paused}, 'claimed_at', w.claimed_at,
              'people_done', w.people_done, 'people_total', w.people_total, 'is_whole', w."full" or not exists (select from gap_publication p where p.organization_id = w.organization_id))
              order by w.as_of, w.formula_version), '[]')
            from gap_run w join me on me.id = w.organization_id where w.requested > w.published),
          'reasons', (select coalesce(jsonb_agg(jsonb_build_object('code', q.code, 'count', q.people) order by q.people desc, q.code), '[]')
            from (select q.code, count(*) as people from gap_quarantine q join me on me.id = q.organization_id group by q.code) q)
        )::text
        """;

    /// <summary>Everything of the page but names.</summary>
    public static async Task<ShowRuns.Facts> Read(JobAnalysisDb db, Scope scope, Guid organizationId, int page, int size, CancellationToken cancellationToken)
    {
        await using var command = Command(db, PageSql, scope.Organizations, organizationId);
        command.Parameters.AddWithValue("size", size);
        command.Parameters.AddWithValue("skip", (page - 1L) * size);
        return JsonSerializer.Deserialize<ShowRuns.Facts>((string)(await command.ExecuteScalarAsync(cancellationToken))!, Format)!;
    }

    /// <summary>People whose post is in one of the units on the day, in an agency of which the scope sees everybody. Found first and once: joined to what is changed, a plan without statistics walks the view for every person.</summary>
    private const string UnitPeople = """
        chosen as materialized (
          select distinct u.person_id from person_unit u
          where u.organization_id = @organization and u.organization_id = any(@scope) and u.unit_id = any(@units) and u.valid_from <= @day and (u.valid_to is null or @day < u.valid_to))
        """;

    /// <summary>What recomputing units costs: people, and seconds by the speed of the last runs (null before the first).</summary>
    public static async Task<(int People, double? Seconds)> UnitCost(JobAnalysisDb db, Scope scope, Guid organizationId, Guid[] units, DateOnly day, CancellationToken cancellationToken)
    {
        await using var command = Command(db, $"""
            with {UnitPeople},
            timed as (
              select p.people, extract(epoch from p.published_at - p.started_at) as seconds, row_number() over (partition by {Whole} order by p.id desc) as place, {Whole} as whole
              from gap_publication p where p.organization_id = @organization and p.organization_id = any(@scope) and p.people > 0),
            speed as (
              select percentile_cont(0.5) within group (order by seconds / people) filter (where whole) as per_person, percentile_cont(0.5) within group (order by seconds) filter (where not whole) as part
              from timed where place <= 10)
            select c.people::int, case when speed.per_person is null and speed.part is null then null else greatest(coalesce(speed.part, 0), c.people * coalesce(speed.per_person, 0)) end
            from (select count(*) as people from chosen) c cross join speed
            """, scope.WholeOrganizations, organizationId);
        command.Parameters.AddWithValue("units", units);
        command.Parameters.AddWithValue("day", day);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt32(0), await reader.IsDBNullAsync(1, cancellationToken) ? null : reader.GetDouble(1));
    }

    /// <summary>Marks the units' people as changed, so that the next run computes them again; their number.</summary>
    public static async Task<int> RaiseUnits(JobAnalysisDb db, Scope scope, Guid organizationId, Guid[] units, DateOnly day, CancellationToken cancellationToken)
    {
        await using var command = Command(db, $"with {UnitPeople} update person p set input_revision = p.input_revision + 1 from chosen where p.organization_id = @organization and p.id = chosen.person_id", scope.WholeOrganizations, organizationId);
        command.Parameters.AddWithValue("units", units);
        command.Parameters.AddWithValue("day", day);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Writes the pause window of an agency from a day on; a second decision for the same day replaces the first. Returns what stood for that day.</summary>
    public static async Task<string?> SetPause(JobAnalysisDb db, Scope scope, Setting row, CancellationToken cancellationToken)
    {
        await using var command = Command(db, """
            with old as (select value from setting where owner_organization_id = @organization and key = @key and valid_from = @from),
            written as (
              insert into setting(id, owner_organization_id, key, value, valid_from, changed_by, recorded_at)
              select @id, @organization, @key, @value, @from, @by, @at where @organization = any(@scope)
              on conflict (owner_organization_id, key, valid_from) do update set value = excluded.value, changed_by = excluded.changed_by, recorded_at = excluded.recorded_at
              returning 1)
            select (select value from old), (select count(*) from written)
            """, scope.Organizations, row.OwnerOrganizationId!.Value);
        command.Parameters.AddWithValue("id", row.Id);
        command.Parameters.AddWithValue("key", row.Key);
        command.Parameters.AddWithValue("value", row.Value);
        command.Parameters.AddWithValue("from", row.ValidFrom);
        command.Parameters.AddWithValue("by", row.ChangedBy!.Value);
        command.Parameters.AddWithValue("at", row.RecordedAt);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        if (reader.GetInt64(1) != 1) throw new InvalidOperationException("The setting is outside the scope.");
        return await reader.IsDBNullAsync(0, cancellationToken) ? null : reader.GetString(0);
    }

    private static readonly string CompareSql = $"""
        with w(side, id) as (values (1, @one), (2, @other)),
        shown as (
          select w.side, g.states, g.critical_unmet from w join gap_result g on g.organization_id = @organization and g.framework_id = @framework and g.kind = 'Regular' and g.publication_id <= w.id
          where g.organization_id = any(@scope)
          union all
          select w.side, h.states, h.critical_unmet from w join gap_history h on h.organization_id = @organization and h.framework_id = @framework and h.publication_id <= w.id and w.id < h.replaced_by_publication_id
          join appointment a on a.organization_id = h.organization_id and a.id = h.appointment_id and a.kind = 'Regular'
          where h.organization_id = any(@scope))
        select side, -1, count(*)::int, count(*) filter (where critical_unmet > 0)::int, 0, 0, 0 from shown group by side
        union all
        select side, i, count(*) filter (where get_byte(states, i) >= {(int)CellState.NotComputable})::int, count(*) filter (where get_byte(states, i) > {(int)CellState.Below})::int,
          count(*) filter (where get_byte(states, i) = {(int)CellState.Below})::int, count(*) filter (where get_byte(states, i) = {(int)CellState.NotAssessed})::int,
          count(*) filter (where get_byte(states, i) = {(int)CellState.Expired})::int
        from shown cross join lateral generate_series(0, length(states) - 1) i group by side, i order by 1, 2
        """;

    /// <summary>
    /// What two publications showed, put together from the stored results and the history of those that were replaced; people by their 本職. A level accepted
    /// between two runs belongs to the earlier of them.
    /// </summary>
    public static async Task<IReadOnlyList<ComparePublications.Counted>> Compare(JobAnalysisDb db, Scope scope, Guid organizationId, Guid frameworkId, long one, long other, CancellationToken cancellationToken)
    {
        await using var command = Command(db, CompareSql, scope.WholeOrganizations, organizationId);
        command.Parameters.AddWithValue("framework", frameworkId);
        command.Parameters.AddWithValue("one", one);
        command.Parameters.AddWithValue("other", other);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<ComparePublications.Counted> rows = [];
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(new(reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4), reader.GetInt32(5), reader.GetInt32(6)));
        return rows;
    }

    private static NpgsqlCommand Command(JobAnalysisDb db, string sql, Guid[] scope, Guid organizationId) =>
        db.Command(sql, new("scope", scope), new("organization", organizationId));
}
