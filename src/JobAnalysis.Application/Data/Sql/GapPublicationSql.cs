// Takes the Scope through GapResultSql; the slot it publishes is fenced by its epoch.
using System.Text.Json;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using Npgsql;
using NpgsqlTypes;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>Publishes a run in one short transaction, if its slot still belongs to the worker and nobody published a later day.</summary>
internal static class GapPublicationSql
{
    /// <summary>Null when the slot was claimed by somebody else or a later day is published already; nothing is written then.</summary>
    public static async Task<long?> Publish(NpgsqlConnection connection, Scope scope, GapSlotSql.Claimed slot, GapRunner.Prepared run, CancellationToken cancellationToken)
    {
        await GapResultSql.Stage(connection, scope, slot.OrganizationId, run.Computed.Rows, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var fence = GapSlotSql.Fenced(connection, slot, $"select epoch from gap_run where {GapSlotSql.Fence} for update"))
        {
            if (await fence.ExecuteScalarAsync(cancellationToken) is null) return null;
        }

        // Two slots of one agency that got here at once would both take this number: the key lets one of them pass.
        var (_, lastAsOf, last) = await GapSlotSql.Dates(connection, transaction, slot.OrganizationId, cancellationToken);
        if (lastAsOf > slot.AsOf) return null;
        var id = last + 1;

        var written = await GapResultSql.Merge(connection, transaction, scope, slot.OrganizationId, slot.AsOf, id, run.Computed.Requirements, cancellationToken);
        await GapResultSql.ReplaceTotals(connection, transaction, scope, slot.OrganizationId, id, cancellationToken);
        await Append(connection, slot, run, id, written, cancellationToken);
        await using (var done = GapSlotSql.Fenced(connection, slot, $"""
            update gap_run set published = @requested, "full" = "full" and requested > @requested, lease_until = null, claimed_by = null, failures = 0, last_failure = null, last_failure_at = null
            where {GapSlotSql.Fence}
            """))
        {
            done.Parameters.AddWithValue("requested", slot.Requested);
            await done.ExecuteNonQueryAsync(cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        return id;
    }

    private static async Task Append(NpgsqlConnection connection, GapSlotSql.Claimed slot, GapRunner.Prepared run, long id, GapResultSql.Written written, CancellationToken cancellationToken)
    {
        var failures = run.Computed.Failures;
        await using var command = GapSlotSql.Fenced(connection, slot, """
            insert into gap_publication(organization_id, id, as_of, formula_version, epoch, cause, "full", framework_version_id, started_at, published_at, read, changed, removed, failed, failures)
            values (@organization, @id, @asOf, @formula, @epoch, @cause, @full, @version, @started, run_clock(), @read, @changed, @removed, @failed, @failures)
            """);
        command.Parameters.AddWithValue("id", id);
        command.Parameters.AddWithValue("cause", slot.Cause.ToString());
        command.Parameters.AddWithValue("full", slot.Full);
        command.Parameters.Add(new("version", NpgsqlDbType.Uuid) { Value = (object?)run.FrameworkVersionId ?? DBNull.Value });
        command.Parameters.AddWithValue("started", slot.StartedAt.ToUniversalTime());
        command.Parameters.AddWithValue("read", run.Computed.Read);
        command.Parameters.AddWithValue("changed", written.Changed);
        command.Parameters.AddWithValue("removed", written.Removed);
        command.Parameters.AddWithValue("failed", failures.Select(f => f.PersonId).Distinct().Count());
        command.Parameters.Add(new("failures", NpgsqlDbType.Jsonb) { Value = JsonSerializer.Serialize(failures.Select(f => new { appointment = f.AppointmentId, code = f.Code })) });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
