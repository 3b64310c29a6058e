using System.Globalization;

namespace JobAnalysis.Benchmarks;

/// <summary>
/// The best we know with one row for each required cell: set-based SQL in tables of its own with the key types of ours, indexed and analysed, from the same
/// state to the same state with the same history, in one transaction. It makes no totals and no run record, which is in its favour.
/// </summary>
internal sealed class Plain(BenchCluster cluster, BenchOptions options, Figures figures)
{
    private const string Computed = """
        select a.organization_id, a.appointment_id, q.competency_id, a.person_id, a.unit_id, a.framework_version_id, q.required, l.level as accepted, l.valid_to,
          (case when l.level is null then 6 when l.valid_to <= date '2026-11-23' then 5 when l.level < q.required then 7 when l.level = q.required then 8 else 9 end)::smallint as state,
          ((case when q.critical then 4 else 0 end) + (case when l.valid_to > date '2026-11-23' and l.valid_to <= date '2026-11-23' + 60 then 1 else 0 end))::smallint as flags
        from plain.appointment a
        join plain.requirement q on q.organization_id = a.organization_id and q.requirement_id = a.requirement_id
        left join plain.level l on l.organization_id = a.organization_id and l.person_id = a.person_id and l.competency_id = q.competency_id
        """;

    private const string Values = "unit_id, framework_version_id, required, accepted, valid_to, state, flags";
    private const string Columns = $"organization_id, appointment_id, competency_id, person_id, {Values}";

    private const string Differs = """
        (r.unit_id, r.framework_version_id, r.required, r.accepted, r.valid_to, r.state, r.flags)
        is distinct from (c.unit_id, c.framework_version_id, c.required, c.accepted, c.valid_to, c.state, c.flags)
        """;

    private const string Upsert = $"""
        on conflict (organization_id, appointment_id, competency_id) do update set unit_id = excluded.unit_id, framework_version_id = excluded.framework_version_id,
          required = excluded.required, accepted = excluded.accepted, valid_to = excluded.valid_to, state = excluded.state, flags = excluded.flags
        where (r.unit_id, r.framework_version_id, r.required, r.accepted, r.valid_to, r.state, r.flags)
          is distinct from (excluded.unit_id, excluded.framework_version_id, excluded.required, excluded.accepted, excluded.valid_to, excluded.state, excluded.flags)
        """;

    /// <summary>Everything is new: nothing to compare, no history.</summary>
    private const string First = $"insert into plain.result as r ({Columns}) select {Columns} from ({Computed}) c {Upsert}";

    /// <summary>Equal rows are filtered by a join before the insert; what is replaced goes into the history.</summary>
    private const string Typical = $"""
        with c as materialized (
          select c.* from ({Computed}) c left join plain.result r using (organization_id, appointment_id, competency_id) where r.appointment_id is null or {Differs}),
        history as (
          insert into plain.history ({Columns}, shown_to) select r.organization_id, r.appointment_id, r.competency_id, r.person_id, r.unit_id, r.framework_version_id, r.required, r.accepted,
            r.valid_to, r.state, r.flags, date '2026-11-23' from plain.result r join c using (organization_id, appointment_id, competency_id))
        insert into plain.result as r ({Columns}) select {Columns} from c {Upsert}
        """;

    /// <summary>Every row differs, so that a filter would only cost.</summary>
    private const string AllChanged = $"""
        with history as (
          insert into plain.history ({Columns}, shown_to) select {Columns}, date '2026-11-23' from plain.result)
        insert into plain.result as r ({Columns}) select {Columns} from ({Computed}) c {Upsert}
        """;

    /// <param name="full">Seconds of the engine's full runs.</param>
    public async Task Run(FullFigures full)
    {
        figures.Say("plain: tables…");
        await Make();
        var first = await Measure("first", First, () => cluster.Execute("truncate plain.result, plain.history"));
        figures.Add("plain_over_full_first", first / full.First, options.PlainRuns, new { seconds = Math.Round(first, 1) });
        var typical = await Measure("typical", Typical, () => cluster.Execute("""
            update plain.level l set level = 5 - l.level from (select l.organization_id, l.person_id, min(k.ordinal) as ordinal from plain.level l
              join bench.typical t using (organization_id, person_id) join competency k on k.id = l.competency_id group by 1, 2) x
            join competency k on k.ordinal = x.ordinal where l.organization_id = x.organization_id and l.person_id = x.person_id and l.competency_id = k.id
            """));
        figures.Add("plain_over_full_typical", typical / full.Typical, options.PlainRuns, new { seconds = Math.Round(typical, 1) });
        var changed = await Measure("all changed", AllChanged, async () =>
        {
            await cluster.Execute("truncate plain.result, plain.history");
            await cluster.Execute($"set work_mem = '256MB'; {First}; reset work_mem");
            await cluster.Execute("update plain.appointment set framework_version_id = (select v.id from framework_version v where v.framework_id = (select framework_id from gap_result limit 1) and v.id <> framework_version_id)");
        });
        figures.Add("plain_over_full_all_changed", changed / full.AllChanged, options.PlainRuns, new { seconds = Math.Round(changed, 1) });
        await cluster.Execute("drop schema plain cascade");
    }

    private async Task<double> Measure(string what, string sql, Func<Task> reset)
    {
        List<double> runs = [];
        for (var i = 0; i < options.PlainRuns; i++)
        {
            await reset();
            await cluster.Execute("vacuum (analyze) plain.result, plain.history, plain.level, plain.appointment");
            await cluster.Execute("checkpoint");
            if (i == 0)
            {
                foreach (var line in await Explain(sql)) figures.Say($"  {line}");
            }
            runs.Add(await cluster.Timed($"set work_mem = '256MB'; {sql}; reset work_mem"));
            figures.Say(string.Create(CultureInfo.InvariantCulture, $"plain {what}: {runs[^1]:0.0} s"));
        }
        return Figures.Median(runs);
    }

    private async Task<IReadOnlyList<string>> Explain(string sql)
    {
        await using var connection = await cluster.Admin.OpenConnectionAsync();
        await using var command = new Npgsql.NpgsqlCommand($"set work_mem = '256MB'; explain {sql}", connection) { CommandTimeout = 0 };
        List<string> lines = [];
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        }
        await using var reset = new Npgsql.NpgsqlCommand("reset work_mem", connection);
        await reset.ExecuteNonQueryAsync();
        return lines;
    }

    private async Task Make()
    {
        await cluster.Execute("""
            drop schema if exists plain cascade; create schema plain;
            create table plain.appointment as
              select r.organization_id, r.appointment_id, r.person_id, r.unit_id, r.requirement_id, q.framework_version_id
              from gap_result r join resolved_requirement q on q.organization_id = r.organization_id and q.id = r.requirement_id;
            alter table plain.appointment add primary key (organization_id, appointment_id);
            create table plain.requirement as
              select q.organization_id, q.id as requirement_id, k.id as competency_id, get_byte(q.required, k.ordinal)::smallint as required, get_bit(q.critical, k.ordinal) = 1 as critical
              from resolved_requirement q join competency k on k.framework_id = q.framework_id and k.ordinal < octet_length(q.required)
              where get_byte(q.required, k.ordinal) between 1 and 20;
            alter table plain.requirement add primary key (organization_id, requirement_id, competency_id);
            """);
        const string until = "((get_byte(v.valid_to_days, k.ordinal * 4) << 24) + (get_byte(v.valid_to_days, k.ordinal * 4 + 1) << 16) + (get_byte(v.valid_to_days, k.ordinal * 4 + 2) << 8) + get_byte(v.valid_to_days, k.ordinal * 4 + 3))";
        // In the order in which people were rated, as ours.
        await cluster.Execute($"""
            create table plain.level as
              select v.organization_id, v.person_id, k.id as competency_id, get_byte(v.levels, k.ordinal)::smallint as level, date '0001-01-01' + {until} as valid_to
              from accepted_vector v join competency k on k.framework_id = v.framework_id and k.ordinal < octet_length(v.levels)
              where get_byte(v.levels, k.ordinal) <= 20;
            alter table plain.level add primary key (organization_id, person_id, competency_id);
            create table plain.result (organization_id uuid not null, appointment_id uuid not null, competency_id uuid not null, person_id uuid not null, unit_id uuid not null,
              framework_version_id uuid not null, required smallint not null, accepted smallint, valid_to date, state smallint not null, flags smallint not null,
              primary key (organization_id, appointment_id, competency_id));
            create index on plain.result (organization_id, unit_id);
            create index on plain.result (organization_id, person_id);
            create table plain.history (like plain.result, shown_to date not null, id bigint generated always as identity, primary key (organization_id, appointment_id, competency_id, id));
            analyze plain.appointment; analyze plain.requirement; analyze plain.level
            """);
    }
}
