// Reviewed: slots of every agency belong to the worker; the rows hold dates and counters, nothing about people, and every statement that
// touches one agency takes its id. Callers need Capability.Operate, or RequestRun for Raise.
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Gaps;
using Npgsql;
using NpgsqlTypes;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>Slots of the nightly run: raised by anybody, claimed by one conditional UPDATE, fenced by an epoch. Leases and dates read run_clock() only.</summary>
internal static class GapSlotSql
{
    /// <summary>A slot in the hands of one worker.</summary>
    public sealed record Claimed(Guid OrganizationId, DateOnly AsOf, long Epoch, long Requested, GapRunCause Cause, bool Full, DateTimeOffset StartedAt);

    public sealed record Raised(DateOnly AsOf, long Requested);

    /// <summary>
    /// Nights from the day after the last publication to the last 02:00 in Taipei that no slot stands for, for every agency in which a framework is
    /// adopted on that day. An agency that never published begins with the last night.
    /// </summary>
    private const string MissingSql = """
        with recursive night(day) as (select taipei_date(run_clock() - interval '2 hours')),
        up(organization_id, ancestor_id) as (
          select o.id, o.id from organization o, night where o.retired_on is null or o.retired_on > night.day
          union
          select up.organization_id, p.parent_id from up cross join night
          join organization_placement p on p.placed_organization_id = up.ancestor_id and p.superseded_at is null and p.parent_id is not null
               and p.valid_from <= night.day and (p.valid_to is null or night.day < p.valid_to)),
        adopting as (
          select distinct up.organization_id, a.valid_from, a.valid_to from up
          join framework_adoption a on a.owner_organization_id = up.ancestor_id and a.superseded_at is null
               and (a.owner_organization_id = up.organization_id or a.includes_subordinates)),
        missing as (
          select distinct a.organization_id, d.day::date as day, night.day as night
          from adopting a cross join night
          cross join lateral generate_series(
            coalesce((select max(p.as_of) + 1 from gap_publication p where p.organization_id = a.organization_id),
                     (select least(min(r.as_of), night.day) from gap_run r where r.organization_id = a.organization_id and r.formula_version = @formula), night.day)::timestamp,
            night.day::timestamp, interval '1 day') d(day)
          where a.valid_from <= d.day::date and (a.valid_to is null or d.day::date < a.valid_to)
            and not exists (select from gap_run r where r.organization_id = a.organization_id and r.as_of = d.day::date and r.formula_version = @formula))
        """;

    /// <summary>
    /// A night that was missed and that nobody asked for waits for the end of the 暫停時段, where the agency has results to show meanwhile. Whatever may not
    /// wait (a request, a night on time, what a dead worker left) takes the nights before it along: they are made up in order.
    /// </summary>
    internal const string Paused = """
        case when w.cause <> 'MissedNight' or w.epoch > 0 then false else
          gap_pause_ends(w.organization_id, run_clock()) is not null
          and exists (select from gap_publication o where o.organization_id = w.organization_id)
          and not exists (select from gap_run o where o.organization_id = w.organization_id and o.formula_version = w.formula_version and o.requested > o.published
            and (o.cause <> 'MissedNight' or o.epoch > 0)) end
        """;

    /// <summary>Waits, nobody works on it, no earlier day of the agency waits, and no slot of the agency is in somebody's hands.</summary>
    private const string Claimable = $"""
        w.formula_version = @formula and w.requested > w.published and (w.lease_until is null or w.lease_until < run_clock())
        and (@organization is null or w.organization_id = @organization)
        and not exists (select from gap_run o where o.organization_id = w.organization_id and o.formula_version = @formula and o.as_of < w.as_of and o.requested > o.published)
        and not exists (select from gap_run o where o.organization_id = w.organization_id and (o.as_of, o.formula_version) <> (w.as_of, w.formula_version) and o.lease_until >= run_clock())
        and not {Paused}
        """;

    private const string LastSql = "lateral (select x.* from gap_publication x where x.organization_id = w.organization_id order by x.id desc limit 1) p on true";

    /// <summary>
    /// Slots of agencies in which nothing is due are claimed, published and given back by one statement: no input changed that the last run has not read,
    /// no day came, nobody waits or is in quarantine, and the unit tree is the same. What it says is the last publication again, on another day.
    /// </summary>
    private const string IdleSql = $"""
        with c as materialized (
          select w.organization_id, w.as_of, w.requested, w.epoch + 1 as epoch, w.cause, p.id + 1 as id, p.framework_version_id, p.headcount, p.cluster_id, p.tree_hash
          from gap_run w join {LastSql}
          where {Claimable} and not w."full" and p.formula_version = @formula and p.snapshot <> '' and p.cluster_id = (select system_identifier from pg_control_system()) and p.as_of <= w.as_of
            and not exists (select from person x where x.organization_id = w.organization_id and x.changed_xid >= p.snapshot_xmin and not pg_visible_in_snapshot(x.changed_xid::text::xid8, p.snapshot::pg_snapshot))
            and not exists (select from gap_result x where x.organization_id = w.organization_id and x.next_change_on <= w.as_of)
            and not exists (select from gap_waiting x where x.organization_id = w.organization_id and x.next_change_on <= w.as_of)
            and not exists (select from gap_quarantine x where x.organization_id = w.organization_id)
            and not exists (select from unit_placement x where x.organization_id = w.organization_id
              and ((x.valid_from > p.as_of and x.valid_from <= w.as_of) or (x.valid_to > p.as_of and x.valid_to <= w.as_of)
                or x.recorded_at >= p.started_at - interval '1 hour' or x.superseded_at >= p.started_at - interval '1 hour'))
          order by w.organization_id for update of w skip locked),
        u as (
          update gap_run r set epoch = c.epoch, published = c.requested, lease_until = null, claimed_by = null, heartbeat = run_clock(), failures = 0, last_failure = null, last_failure_at = null
          from c where r.organization_id = c.organization_id and r.as_of = c.as_of and r.formula_version = @formula),
        i as (
          insert into gap_publication(organization_id, id, as_of, formula_version, epoch, cause, "full", framework_version_id, started_at, published_at, read, changed, removed, failed, failures,
            people, headcount, unchanged, due_by_input, due_by_date, retried, read_ms, compute_ms, stage_ms, publish_ms, snapshot_xmin, snapshot, cluster_id, tree_hash)
          select organization_id, id, as_of, @formula, epoch, cause, false, framework_version_id, run_clock(), run_clock(), 0, 0, 0, 0, '[]',
            0, headcount, 0, 0, 0, 0, 0, 0, 0, 0, pg_snapshot_xmin(pg_current_snapshot())::text::bigint, pg_current_snapshot()::text, cluster_id, tree_hash from c)
        select count(*) from c
        """;

    /// <summary>
    /// Small agencies together, a large one alone; the earliest day first, the largest first. The rows are locked in a step of their own: read as a plain
    /// subquery, the join may read them again for each row, and each time SKIP LOCKED finds another slot, which nobody then runs.
    /// </summary>
    private const string ClaimSql = $"""
        with waiting as materialized (
          select w.organization_id, w.as_of, p.snapshot_xmin, p.snapshot, p.headcount,
            w."full" or p.id is null or p.formula_version <> @formula or p.snapshot = '' or p.cluster_id <> (select system_identifier from pg_control_system()) as everything
          from gap_run w left join {LastSql} where {Claimable}),
        weighed as (
          select w.organization_id, w.as_of, w.everything, case
            when w.everything and w.headcount > 0 then w.headcount
            when w.everything then (select count(*) from person x where x.organization_id = w.organization_id)
            else (select count(*) from person x where x.organization_id = w.organization_id and x.changed_xid >= w.snapshot_xmin and not pg_visible_in_snapshot(x.changed_xid::text::xid8, w.snapshot::pg_snapshot))
               + (select count(*) from gap_result x where x.organization_id = w.organization_id and x.next_change_on <= w.as_of) end as people
          from waiting w where w.as_of = (select min(as_of) from waiting)),
        ranked as (
          select organization_id, as_of, sum(people) over (order by people desc, organization_id) as upto, row_number() over (order by people desc, organization_id) as place
          from weighed where everything = (select bool_or(everything) from weighed)),
        c as materialized (
          select w.organization_id, w.as_of from gap_run w join ranked k on k.organization_id = w.organization_id and k.as_of = w.as_of
          where (k.place = 1 or (k.upto <= @people and k.place <= @slots)) and w.formula_version = @formula and w.requested > w.published and (w.lease_until is null or w.lease_until < run_clock())
          order by w.organization_id for update of w skip locked),
        u as (
          update gap_run r set epoch = r.epoch + 1, lease_until = run_clock() + @lease, heartbeat = run_clock(), claimed_at = run_clock(), people_done = 0, people_total = 0, claimed_by = @worker
          from c
          where r.organization_id = c.organization_id and r.as_of = c.as_of and r.formula_version = @formula
          returning r.organization_id, r.as_of, r.epoch, r.requested, r.cause, r.full, r.heartbeat)
        select (select count(*) from waiting), u.* from (values (1)) one(x) left join u on true
        """;

    /// <summary>An hour after 02:00 the night was missed too, except where it is the agency's first.</summary>
    private const string Late = """
        (taipei_date(run_clock() - interval '3 hours') = night and exists (select from gap_publication p where p.organization_id = missing.organization_id))
        """;

    /// <summary>Is a slot missing, requested or left behind by a dead worker? The watchdog's one query.</summary>
    public static async Task<bool> NeedsWork(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, $"""
            {MissingSql}
            select exists (select from gap_run w where w.formula_version = @formula and w.requested > w.published and (w.lease_until is null or w.lease_until < run_clock()) and not {Paused})
                or exists (select from missing)
            """);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Raises the missing nights and closes requests for a date before the last published one: they can never be published.</summary>
    public static async Task<int> CreateMissing(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var close = Command(connection, """
            update gap_run r set published = r.requested, lease_until = null, last_failure = 'gaps.as-of-before-last-published', last_failure_at = run_clock()
            where r.requested > r.published and (r.lease_until is null or r.lease_until < run_clock())
              and r.as_of < (select max(p.as_of) from gap_publication p where p.organization_id = r.organization_id)
            """);
        await close.ExecuteNonQueryAsync(cancellationToken);

        await using var create = Command(connection, $"""
            {MissingSql}
            insert into gap_run(organization_id, as_of, formula_version, requested, published, epoch, cause, "full", failures, requested_at)
            select organization_id, day, @formula, 1, 0, 0, case when day < night or {Late} then 'MissedNight' else 'Nightly' end, false, 0, run_clock() from missing
            on conflict do nothing
            """);
        return await create.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Raises the request counter of a slot; null as-of = today of run_clock() in Taipei. Ten raises while the slot waits are one publication.</summary>
    public static async Task<Raised> Raise(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid organizationId, DateOnly? asOf, GapRunCause cause, bool full, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, """
            insert into gap_run as r (organization_id, as_of, formula_version, requested, published, epoch, cause, "full", failures, requested_at)
            values (@organization, coalesce(@asOf, taipei_date(run_clock())), @formula, 1, 0, 0, @cause, @full, 0, run_clock())
            on conflict (organization_id, as_of, formula_version) do update
            set requested = r.requested + 1, cause = excluded.cause, "full" = r."full" or excluded."full", requested_at = excluded.requested_at
            returning as_of, requested
            """);
        command.Transaction = transaction;
        command.Parameters.AddWithValue("organization", organizationId);
        command.Parameters.Add(new("asOf", NpgsqlDbType.Date) { Value = (object?)asOf ?? DBNull.Value });
        command.Parameters.AddWithValue("cause", cause.ToString());
        command.Parameters.AddWithValue("full", full);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new(reader.GetFieldValue<DateOnly>(0), reader.GetInt64(1));
    }

    /// <summary>Publishes what has nothing to do; the number of publications.</summary>
    public static async Task<int> PublishIdle(NpgsqlConnection connection, Guid? organizationId, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, IdleSql);
        command.Parameters.Add(new("organization", NpgsqlDbType.Uuid) { Value = (object?)organizationId ?? DBNull.Value });
        return (int)(long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Takes the slots of a group of agencies.</summary>
    /// <param name="connection">Outside a transaction.</param>
    /// <param name="worker">Who takes them.</param>
    /// <param name="lease">For how long, without a heartbeat.</param>
    /// <param name="organizationId">Only this agency; null = any.</param>
    /// <param name="people">People to read for all of them together; an agency with more goes alone.</param>
    /// <param name="slots">Agencies of a group.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The slots, and whether some waited at all: they may have gone to somebody else.</returns>
    public static async Task<(IReadOnlyList<Claimed> Slots, bool Waited)> Claim(
        NpgsqlConnection connection, string worker, TimeSpan lease, Guid? organizationId, int people, int slots, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, ClaimSql);
        command.Parameters.AddWithValue("worker", worker);
        command.Parameters.AddWithValue("lease", lease);
        command.Parameters.AddWithValue("people", people);
        command.Parameters.AddWithValue("slots", slots);
        command.Parameters.Add(new("organization", NpgsqlDbType.Uuid) { Value = (object?)organizationId ?? DBNull.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<Claimed> claimed = [];
        var waited = false;
        while (await reader.ReadAsync(cancellationToken))
        {
            waited = reader.GetInt64(0) > 0;
            if (await reader.IsDBNullAsync(1, cancellationToken)) break;
            claimed.Add(new(
                reader.GetGuid(1), reader.GetFieldValue<DateOnly>(2), reader.GetInt64(3), reader.GetInt64(4), Enum.Parse<GapRunCause>(reader.GetString(5)),
                reader.GetBoolean(6), reader.GetFieldValue<DateTimeOffset>(7)));
        }
        return (claimed, waited);
    }

    /// <summary>Extends the leases and says how far each agency is; returns the agencies whose slot was claimed by somebody else meanwhile. A row that is being published is left alone.</summary>
    public static async Task<IReadOnlyList<Guid>> Beat(NpgsqlConnection connection, IReadOnlyCollection<Claimed> slots, GapProgress progress, TimeSpan lease, CancellationToken cancellationToken)
    {
        var figures = slots.Select(s => progress.Of(s.OrganizationId)).ToList();
        await using var command = Command(connection, """
            with f as materialized (select * from unnest(@organizations, @asOfs, @epochs, @done, @total) f(organization_id, as_of, epoch, done, total)),
            l as materialized (
              select r.organization_id, r.as_of, f.done, f.total from gap_run r join f on r.organization_id = f.organization_id and r.as_of = f.as_of and r.epoch = f.epoch
              where r.formula_version = @formula order by r.organization_id for update of r skip locked),
            u as (
              update gap_run r set heartbeat = run_clock(), lease_until = run_clock() + @lease, people_done = l.done, people_total = l.total from l where r.organization_id = l.organization_id and r.as_of = l.as_of and r.formula_version = @formula)
            select r.organization_id from gap_run r join f on r.organization_id = f.organization_id and r.as_of = f.as_of and r.epoch <> f.epoch where r.formula_version = @formula
            """);
        command.Parameters.AddWithValue("lease", lease);
        command.Parameters.AddWithValue("organizations", slots.Select(s => s.OrganizationId).ToArray());
        command.Parameters.AddWithValue("asOfs", slots.Select(s => s.AsOf).ToArray());
        command.Parameters.AddWithValue("epochs", slots.Select(s => s.Epoch).ToArray());
        command.Parameters.AddWithValue("done", figures.Select(f => f.Done).ToArray());
        command.Parameters.AddWithValue("total", figures.Select(f => f.Total).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<Guid> lost = [];
        while (await reader.ReadAsync(cancellationToken)) lost.Add(reader.GetGuid(0));
        return lost;
    }

    /// <summary>Gives the slot back after a fault: it waits longer after every further one, a quarter of an hour at most.</summary>
    public static async Task Fail(NpgsqlConnection connection, Claimed slot, string code, CancellationToken cancellationToken)
    {
        await using var command = Fenced(connection, slot, $"""
            update gap_run set failures = failures + 1, last_failure = @code, last_failure_at = run_clock(), claimed_by = null,
                   lease_until = run_clock() + least(interval '15 minutes', interval '15 seconds' * power(2, least(failures, 10)))
            where {Fence}
            """);
        command.Parameters.AddWithValue("code", code);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Gives the slot back untouched, because the process ends: the next claim need not wait for the lease.</summary>
    public static async Task Release(NpgsqlConnection connection, Claimed slot, CancellationToken cancellationToken)
    {
        await using var command = Fenced(connection, slot, "update gap_run set lease_until = null, claimed_by = null where " + Fence);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Today in Taipei by run_clock(), and the last published as-of date of the agency with its publication.</summary>
    public static async Task<(DateOnly Today, DateOnly? LastAsOf, long LastPublication)> Dates(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid organizationId, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, "select taipei_date(run_clock()), max(as_of), coalesce(max(id), 0) from gap_publication where organization_id = @organization");
        command.Transaction = transaction;
        command.Parameters.AddWithValue("organization", organizationId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetFieldValue<DateOnly>(0), reader.IsDBNull(1) ? null : reader.GetFieldValue<DateOnly>(1), reader.GetInt64(2));
    }

    internal const string Fence = "organization_id = @organization and as_of = @asOf and formula_version = @formula and epoch = @epoch";

    internal static NpgsqlCommand Fenced(NpgsqlConnection connection, Claimed slot, string sql)
    {
        var command = Command(connection, sql);
        command.Parameters.AddWithValue("organization", slot.OrganizationId);
        command.Parameters.AddWithValue("asOf", slot.AsOf);
        command.Parameters.AddWithValue("epoch", slot.Epoch);
        return command;
    }

    internal static NpgsqlCommand Command(NpgsqlConnection connection, string sql) => new(sql, connection) { CommandTimeout = 120, Parameters = { new("formula", GapFormula.Version) } };
}
