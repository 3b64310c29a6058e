// Takes the Scope: a publication is written for agencies in scope only; the slot it publishes is fenced by its epoch.
using System.Diagnostics;
using System.Text.Json;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data.Copy;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Gaps;
using Npgsql;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>Publishes a group in one short transaction. An agency whose slot was claimed by somebody else, or of which a later day is published, stops the group: it is left out and the others start again.</summary>
internal static class GapPublicationSql
{
    private const int MostFailuresListed = 20;

    private const string Columns = """
        organization_id, id, as_of, formula_version, epoch, cause, "full", framework_version_id, started_at, published_at, read, changed, removed, failed, failures,
        people, headcount, unchanged, due_by_input, due_by_date, retried, read_ms, compute_ms, stage_ms, publish_ms, snapshot_xmin, snapshot, cluster_id, tree_hash
        """;

    /// <summary>The claim still holds, and what it asked for is not published yet: a commit whose answer was lost is not made twice.</summary>
    private const string FenceSql = """
        select r.organization_id, run_clock(), coalesce(p.id, 0), p.as_of
        from unnest(@organizations, @asOfs, @epochs, @requesteds) f(organization_id, as_of, epoch, requested)
        join gap_run r on r.organization_id = f.organization_id and r.as_of = f.as_of and r.formula_version = @formula and r.epoch = f.epoch and r.published < f.requested
        left join lateral (select x.id, x.as_of from gap_publication x where x.organization_id = r.organization_id order by x.id desc limit 1) p on true
        order by r.organization_id for update of r
        """;

    private const string DoneSql = """
        update gap_run r set published = f.requested, "full" = r."full" and r.requested > f.requested, lease_until = null, claimed_by = null, failures = 0, last_failure = null, last_failure_at = null
        from unnest(@organizations, @asOfs, @epochs, @requesteds) f(organization_id, as_of, epoch, requested)
        where r.organization_id = f.organization_id and r.as_of = f.as_of and r.formula_version = @formula and r.epoch = f.epoch
        """;

    private const string QuarantineSql = """
        insert into gap_quarantine as q (organization_id, person_id, appointment_id, code, first_seen, last_seen, publication_id)
        select organization_id, person_id, appointment_id, code, @now, @now, publication_id
        from unnest(@organizations, @people, @appointments, @codes, @publications) u(organization_id, person_id, appointment_id, code, publication_id)
        on conflict (organization_id, person_id) do update set appointment_id = excluded.appointment_id, code = excluded.code, last_seen = excluded.last_seen, publication_id = excluded.publication_id,
          first_seen = case when q.code = excluded.code then q.first_seen else excluded.first_seen end
        """;

    private const string ReleaseSql = "delete from gap_quarantine q using unnest(@organizations, @people) u(organization_id, person_id) where q.organization_id = u.organization_id and q.person_id = u.person_id";

    private const string WaitSql = """
        insert into gap_waiting(organization_id, person_id, next_change_on)
        select organization_id, person_id, next_change_on from unnest(@organizations, @people, @days) u(organization_id, person_id, next_change_on)
        on conflict (organization_id, person_id) do update set next_change_on = excluded.next_change_on
        """;

    private const string StopWaitingSql = "delete from gap_waiting w using unnest(@organizations, @people) u(organization_id, person_id) where w.organization_id = u.organization_id and w.person_id = u.person_id";

    /// <summary>Agencies that lost their slot; empty when everything was published.</summary>
    public static async Task<IReadOnlyList<Guid>> Publish(NpgsqlConnection connection, Scope scope, GapGroupRun run, CancellationToken cancellationToken)
    {
        GapResultSql.Refuse(scope, run.Slots.Select(s => s.OrganizationId));
        var begun = Stopwatch.GetTimestamp();
        await GapResultSql.Stage(connection, scope, run.Staging, run.NewRequirements, cancellationToken);
        run.Times.Stage = Stopwatch.GetElapsedTime(begun);

        begun = Stopwatch.GetTimestamp();
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var (holders, now) = await Fence(connection, run, cancellationToken);
        var lost = run.Slots.Where(s => !holders.Contains(s.OrganizationId)).Select(s => s.OrganizationId).ToList();
        if (lost.Count > 0) return lost;

        var merged = await GapResultSql.Merge(connection, scope, run.Staging, run.NewRequirements.Count > 0, run.SendFirst, cancellationToken);
        await Totals(connection, scope, run, merged, cancellationToken);
        await People(connection, run, now, cancellationToken);
        run.Times.Publish = Stopwatch.GetElapsedTime(begun);
        await Append(connection, scope, run, merged, now, cancellationToken);
        await using (var done = FenceCommand(connection, run, DoneSql)) await done.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        run.Times.Publish = Stopwatch.GetElapsedTime(begun);
        return [];
    }

    private static async Task<(HashSet<Guid> Holders, DateTimeOffset Now)> Fence(NpgsqlConnection connection, GapGroupRun run, CancellationToken cancellationToken)
    {
        HashSet<Guid> holders = [];
        var now = DateTimeOffset.UnixEpoch;
        await using var command = FenceCommand(connection, run, FenceSql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            now = reader.GetFieldValue<DateTimeOffset>(1);
            var agency = run.AgencyOf(reader.GetGuid(0));
            // Two slots of one agency that got here at once would both take the next number: only one of them still sees the publication it read.
            if (reader.GetInt64(2) == (agency.Last?.Id ?? 0) && (await reader.IsDBNullAsync(3, cancellationToken) || reader.GetFieldValue<DateOnly>(3) <= agency.AsOf))
                holders.Add(agency.Id);
        }
        return (holders, now);
    }

    private static NpgsqlCommand FenceCommand(NpgsqlConnection connection, GapGroupRun run, string sql) => new(sql, connection)
    {
        CommandTimeout = GapReadSql.Patience,
        Parameters =
        {
            new("formula", GapFormula.Version), new("organizations", run.Slots.Select(s => s.OrganizationId).ToArray()), new("asOfs", run.Slots.Select(s => s.AsOf).ToArray()),
            new("epochs", run.Slots.Select(s => s.Epoch).ToArray()), new("requesteds", run.Slots.Select(s => s.Requested).ToArray()),
        },
    };

    /// <summary>Somebody's newer row stayed, or rows stand there that no run counted: then the agency is counted from what is stored now.</summary>
    private static async Task Totals(NpgsqlConnection connection, Scope scope, GapGroupRun run, Dictionary<Guid, GapResultSql.Merged> merged, CancellationToken cancellationToken)
    {
        var recount = run.Agencies.Where(a => a.NeedsRecount || IsShort(a, merged.GetValueOrDefault(a.Id))).ToDictionary(a => a.Id);
        foreach (var agency in recount.Values) run.Totals.Forget(agency.Index);
        if (recount.Count > 0)
        {
            await using var rows = await GapReadSql.Counted(connection, scope, recount.Keys, cancellationToken);
            while (await rows.NextAsync(cancellationToken))
                run.Totals.Count(recount[rows.Id(0)].Index, rows.Id(1), rows.Id(2), GapGroupReader.KindOf(rows.Bytes(3)), rows.Bytes(4), rows.Bytes(5), rows.Bytes(6), rows.Bytes(7), 1);
        }
        var changed = run.Totals.Changed(run.Agencies, a => a.IsFull || recount.ContainsKey(a.Id)).Select(row => (row, run.AgencyOf(row.OrganizationId).NextPublication)).ToList();
        await GapResultSql.WriteTotals(connection, scope, changed, run.Agencies.All(a => a.IsFirst), cancellationToken);
    }

    private static bool IsShort(GroupAgency agency, GapResultSql.Merged merged) =>
        merged.Replaced < agency.StagedUpdates || (!agency.IsFirst && merged.Inserted < agency.StagedInserts);

    private static async Task People(NpgsqlConnection connection, GapGroupRun run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = GapReadSql.Patience };
        var failed = run.Failed;
        Add(batch, QuarantineSql, failed.Select(f => (run.Agencies[f.Agency].Id, f.Failure.PersonId)).ToList(), ("appointments", failed.Select(f => f.Failure.AppointmentId).ToArray()),
            ("codes", failed.Select(f => f.Failure.Code).ToArray()), ("publications", failed.Select(f => run.Agencies[f.Agency].NextPublication).ToArray()), ("now", now.ToUniversalTime()));
        Add(batch, ReleaseSql, run.Released);
        Add(batch, WaitSql, [.. run.Waiting.Select(w => (w.OrganizationId, w.PersonId))], ("days", run.Waiting.Select(w => w.NextChangeOn).ToArray()));
        Add(batch, StopWaitingSql, run.NoLongerWaiting);
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Add(NpgsqlBatch batch, string sql, IReadOnlyCollection<(Guid OrganizationId, Guid PersonId)> people, params ReadOnlySpan<(string Name, object Value)> more)
    {
        if (people.Count == 0) return;
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddWithValue("organizations", people.Select(p => p.OrganizationId).ToArray());
        command.Parameters.AddWithValue("people", people.Select(p => p.PersonId).ToArray());
        foreach (var (name, value) in more) command.Parameters.AddWithValue(name, value);
        batch.BatchCommands.Add(command);
    }

    private static async Task Append(NpgsqlConnection connection, Scope scope, GapGroupRun run, Dictionary<Guid, GapResultSql.Merged> merged, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var rows = new CopyBuffer(29);
        foreach (var slot in run.Slots)
        {
            var agency = run.AgencyOf(slot.OrganizationId);
            var done = merged.GetValueOrDefault(agency.Id);
            var share = run.ShareOf(agency);
            var failures = agency.Failures.Take(MostFailuresListed).Select(f => new { appointment = f.AppointmentId, code = f.Code });
            rows.Row().Id(agency.Id).Int64(agency.NextPublication).Day(agency.AsOf.DayNumber).Int32(GapFormula.Version).Int64(slot.Epoch).Text(slot.Cause.ToString()).Boolean(slot.Full)
                .Id(agency.FrameworkVersionId).Instant(slot.StartedAt).Instant(now)
                .Int32(agency.AppointmentsRead).Int32(agency.IsFirst ? agency.StagedInserts : done.Visible + done.Inserted).Int32(done.Removed)
                .Int32(agency.Failures.Select(f => f.PersonId).Distinct().Count()).Bytes([1, .. JsonSerializer.SerializeToUtf8Bytes(failures)])
                .Int32(agency.PeopleRead).Int32(agency.IsFull ? agency.PeopleRead : agency.Last?.Headcount ?? 0).Int32(agency.Unchanged)
                .Int32(agency.DueByInput).Int32(agency.DueByDate).Int32(agency.Retried)
                .Int32(Part(run.Times.Read)).Int32(Part(run.Times.Compute)).Int32(Part(run.Times.Stage)).Int32(Part(run.Times.Publish))
                .Int64(run.Layers.SnapshotXmin).Text(run.Layers.Snapshot).Int64(run.Layers.ClusterId).Int64(agency.TreeHash);

            int Part(TimeSpan time) => (int)Math.Round(time.TotalMilliseconds * share);
        }
        await GapResultSql.Send(connection, scope, "gap_publication", $"({Columns})", rows, cancellationToken);
    }
}
