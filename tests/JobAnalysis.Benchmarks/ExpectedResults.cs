namespace JobAnalysis.Benchmarks;

/// <summary>The results once more, by SQL that shares nothing with the engine, cell by cell. A figure of a full run counts only where both have one hash.</summary>
internal static class ExpectedResults
{
    private const string Sql = """
        with recursive day(d) as materialized (select taipei_date(run_clock())),
        up(organization_id, ancestor_id, steps) as (
          select id, id, 0 from organization
          union all
          select up.organization_id, p.parent_id, steps + 1 from up cross join day
          join organization_placement p on p.placed_organization_id = up.ancestor_id and p.superseded_at is null and p.valid_from <= d and (p.valid_to is null or d < p.valid_to)
          where p.parent_id is not null),
        adopted as (
          select distinct on (up.organization_id) up.organization_id, a.framework_id, a.framework_version_id from up cross join day
          join framework_adoption a on a.owner_organization_id = up.ancestor_id and (steps = 0 or a.includes_subordinates) and a.superseded_at is null
               and a.valid_from <= d and (a.valid_to is null or d < a.valid_to)
          order by up.organization_id, steps),
        version as (
          select distinct on (organization_id, competency_profile_id) organization_id, competency_profile_id, id from profile_version cross join day
          where status = 'Published' and effective_from <= d order by organization_id, competency_profile_id, effective_from desc),
        holder as materialized (
          select a.organization_id, a.id as appointment_id, a.person_id, pp.unit_id, coalesce(v.id, '00000000-0000-0000-0000-000000000000') as version_id, coalesce(t.tier, '') as tier, x.framework_id, x.framework_version_id
          from appointment a cross join day
          join adopted x on x.organization_id = a.organization_id
          join position_placement pp on pp.organization_id = a.organization_id and pp.position_id = a.position_id and pp.superseded_at is null
          join position_facts pf on pf.organization_id = a.organization_id and pf.position_id = a.position_id and pf.superseded_at is null
          left join version v on v.organization_id = pf.organization_id and v.competency_profile_id = pf.competency_profile_id
          left join appointment_tier t on t.organization_id = a.organization_id and t.appointment_id = a.id and t.superseded_at is null
          where a.superseded_at is null and a.valid_from <= d and (a.valid_to is null or d < a.valid_to)
            and (a.kind in ('Regular', 'Concurrent') or a.kind = 'ActingVacancy' and a.valid_from + interval '3 months' <= d)),
        need as materialized (
          select n.organization_id, n.version_id, n.tier, n.framework_version_id,
            array_agg(coalesce(c.level, td.level) order by k.ordinal) as levels, array_agg(coalesce(c.is_critical, false) order by k.ordinal) as critical
          from (select distinct organization_id, version_id, tier, framework_version_id from holder) n
          join competency_edition e on e.framework_version_id = n.framework_version_id
          join competency k on k.id = e.competency_id
          left join profile_cell c on c.organization_id = n.organization_id and c.profile_version_id = n.version_id and c.competency_id = k.id and c.tier = n.tier
          left join tier_default_adoption da on da.organization_id = n.organization_id and da.framework_id = k.framework_id and da.superseded_at is null
          left join tier_default td on td.set_id = da.set_id and td.competency_id = k.id and td.tier = n.tier
          group by 1, 2, 3, 4),
        line as (
          select concat_ws('|', h.organization_id, h.appointment_id, h.framework_id, h.person_id, h.unit_id, c.cells, c.critical_unmet, coalesce((d + c.next_in)::text, '-')) as text
          from holder h cross join day
          join need n on n.organization_id = h.organization_id and n.version_id = h.version_id and n.tier = h.tier and n.framework_version_id = h.framework_version_id
          left join accepted_vector l on l.organization_id = h.organization_id and l.person_id = h.person_id and l.framework_id = h.framework_id
          cross join lateral (
            select string_agg(concat(coalesce(required, 255), ',', accepted, ',', state, ',', case when state < 2 then 0 else (case when critical then 4 else 0 end) + (case when state >= 7 and left_days <= 60 then 1 else 0 end) end, ',', until), ';') as cells,
              count(*) filter (where state = 7 and critical) as critical_unmet,
              min(case when left_days <= 60 then left_days else left_days - 60 end) filter (where state >= 7) as next_in
            from (
              select *, case when required is null then 0 when required = 0 then 1 when accepted = 255 then 6 when left_days <= 0 then 5
                  when accepted < required then 7 when accepted = required then 8 else 9 end as state
              from (
                select n.levels[i + 1] as required, n.critical[i + 1] as critical, coalesce(get_byte(l.levels, i), 255) as accepted, coalesce(UNTIL, 0) as until,
                  coalesce(UNTIL, 0) - (d - date '0001-01-01') as left_days
                from generate_series(0, cardinality(n.levels) - 1) i) x) y) c)
        select count(*) || '/' || sum(hashtextextended(text, 0)::numeric) from line
        """;

    private const string StoredSql = """
        select count(*) || '/' || sum(hashtextextended(concat_ws('|', organization_id, appointment_id, framework_id, person_id, unit_id, c.cells, critical_unmet, coalesce(next_change_on::text, '-')), 0)::numeric)
        from gap_result r cross join lateral (
          select string_agg(concat(get_byte(required, i), ',', get_byte(accepted, i), ',', get_byte(states, i), ',', get_byte(flags, i), ',', UNTIL), ';') as cells
          from generate_series(0, octet_length(required) - 1) i) c
        """;

    /// <summary>The i-th of packed days.</summary>
    private const string Until = "((get_byte(valid_to_days, i * 4) << 24) + (get_byte(valid_to_days, i * 4 + 1) << 16) + (get_byte(valid_to_days, i * 4 + 2) << 8) + get_byte(valid_to_days, i * 4 + 3))";

    /// <summary>Compares; throws where the hashes differ, so that no figure of a wrong run is ever printed.</summary>
    public static async Task Check(BenchCluster cluster, string what)
    {
        // Side by side: the engine's table and the computation share nothing.
        var answers = await Task.WhenAll(Compute(cluster, StoredSql), Compute(cluster, Sql));
        var (stored, expected) = (answers[0], answers[1]);
        if (stored != expected) throw new InvalidOperationException($"{what}: the engine has {stored}, the independent computation {expected}");
    }

    /// <summary>Without nested loops, which a planner chooses here that takes the dated rows for few.</summary>
    private static async Task<string> Compute(BenchCluster cluster, string sql)
    {
        await using var connection = await cluster.Admin.OpenConnectionAsync();
        await using var command = new Npgsql.NpgsqlCommand($"set work_mem = '1GB'; set enable_nestloop = off; {sql.Replace("UNTIL", Until, StringComparison.Ordinal)}", connection) { CommandTimeout = 0 };
        var text = (string)(await command.ExecuteScalarAsync())!;
        await using var reset = new Npgsql.NpgsqlCommand("reset work_mem; reset enable_nestloop", connection);
        await reset.ExecuteNonQueryAsync();
        return text;
    }
}
