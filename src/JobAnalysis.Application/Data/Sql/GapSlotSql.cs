// Reviewed: slots of every agency belong to the worker; the rows hold dates and counters, nothing about people, and every statement that
// touches one agency takes its id. Callers need Capability.Operate, or RequestRun for Raise.
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

    /// <summary>Materialized, so that it is read once: as a plain subquery the join may read it again for each row, and each time SKIP LOCKED finds another slot, which nobody then runs.</summary>
    private const string ClaimSql = """
        with c as materialized (
          select w.organization_id, w.as_of from gap_run w
          where w.formula_version = @formula and w.requested > w.published and (w.lease_until is null or w.lease_until < run_clock())
            and (@organization is null or w.organization_id = @organization)
            and not exists (select from gap_run o where o.organization_id = w.organization_id and o.formula_version = @formula and o.as_of < w.as_of and o.requested > o.published)
            and not exists (select from gap_run o where o.organization_id = w.organization_id and (o.as_of, o.formula_version) <> (w.as_of, w.formula_version) and o.lease_until >= run_clock())
          order by w.as_of, w.organization_id limit 1 for update skip locked)
        update gap_run r set epoch = r.epoch + 1, lease_until = run_clock() + @lease, heartbeat = run_clock(), claimed_by = @worker
        from c
        where r.organization_id = c.organization_id and r.as_of = c.as_of and r.formula_version = @formula
        returning r.organization_id, r.as_of, r.epoch, r.requested, r.cause, r.full, r.heartbeat
        """;

    /// <summary>Is a slot missing, requested or left behind by a dead worker? The watchdog's one query.</summary>
    public static async Task<bool> NeedsWork(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, MissingSql + """
            select exists (select from gap_run where formula_version = @formula and requested > published and (lease_until is null or lease_until < run_clock()))
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

        await using var create = Command(connection, MissingSql + """
            insert into gap_run(organization_id, as_of, formula_version, requested, published, epoch, cause, "full", failures, requested_at)
            select organization_id, day, @formula, 1, 0, 0, case when day < night then 'MissedNight' else 'Nightly' end, false, 0, run_clock() from missing
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

    /// <summary>Takes the earliest waiting slot whose agency nobody works on; null when there is none.</summary>
    public static async Task<Claimed?> Claim(NpgsqlConnection connection, string worker, TimeSpan lease, Guid? organizationId, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, ClaimSql);
        command.Parameters.AddWithValue("worker", worker);
        command.Parameters.AddWithValue("lease", lease);
        command.Parameters.Add(new("organization", NpgsqlDbType.Uuid) { Value = (object?)organizationId ?? DBNull.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) return null;
        return new(
            reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1), reader.GetInt64(2), reader.GetInt64(3), Enum.Parse<GapRunCause>(reader.GetString(4)),
            reader.GetBoolean(5), reader.GetFieldValue<DateTimeOffset>(6));
    }

    /// <summary>Extends the lease; false when the slot was claimed by somebody else meanwhile.</summary>
    public static async Task<bool> Beat(NpgsqlConnection connection, Claimed slot, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var command = Fenced(connection, slot, "update gap_run set heartbeat = run_clock(), lease_until = run_clock() + @lease where " + Fence);
        command.Parameters.AddWithValue("lease", lease);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
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

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql) => new(sql, connection) { Parameters = { new("formula", GapFormula.Version) } };
}
