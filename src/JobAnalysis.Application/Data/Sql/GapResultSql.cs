// Takes the Scope: rows of an agency outside it are not written.
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Gaps;
using Npgsql;
using NpgsqlTypes;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>
/// Writes results: staged by binary COPY, then merged by set where nobody wrote a newer one meanwhile, with the history of what they replace.
/// The run and a single person's result go the same way.
/// </summary>
internal static class GapResultSql
{
    /// <summary>What was written.</summary>
    /// <param name="Changed">Results that are new or show something else.</param>
    /// <param name="Removed">Results of appointments that carry a requirement no more.</param>
    public readonly record struct Written(int Changed, int Removed);

    private const string StagedTable = """
        create temp table if not exists gap_staged(
          appointment_id uuid, framework_id uuid, person_id uuid, unit_id uuid, content_hash bytea, required bytea, accepted bytea, states bytea, flags bytea,
          valid_to_days int[], critical_unmet int, next_change_on date, input_revision bigint, setting_ids uuid[], removed boolean, history_id uuid);
        truncate gap_staged;
        """;

    /// <summary>Nobody's change is lost: a result computed from newer inputs, or for a later day, stays.</summary>
    private const string Replaceable = "g.organization_id = @organization and g.appointment_id = s.appointment_id and g.framework_id = s.framework_id and g.input_revision <= s.input_revision and g.as_of <= @asOf";

    /// <summary>What a reader sees; the rest of a row explains it and makes no history.</summary>
    private const string Differs = """
        (g.unit_id, q.content_hash, g.required, g.accepted, g.states, g.flags, g.critical_unmet)
        is distinct from (s.unit_id, s.content_hash, s.required, s.accepted, s.states, s.flags, s.critical_unmet)
        """;

    // Always in this order, so that two writers of one person never wait for each other.
    private const string LockSql = $"select g.appointment_id from gap_result g join gap_staged s on {Replaceable} order by g.appointment_id, g.framework_id for update of g";

    private const string CountSql = $"""
        select count(*) filter (where not s.removed and (g.appointment_id is null or {Differs})), count(*) filter (where s.removed and g.appointment_id is not null)
        from gap_staged s left join gap_result g on {Replaceable}
        left join resolved_requirement q on q.organization_id = g.organization_id and q.id = g.requirement_id
        where g.appointment_id is not null
           or not exists (select from gap_result x where x.organization_id = @organization and x.appointment_id = s.appointment_id and x.framework_id = s.framework_id)
        """;

    private const string HistorySql = $"""
        insert into gap_history(organization_id, id, appointment_id, framework_id, person_id, unit_id, requirement_id, required, accepted, states, flags, critical_unmet,
          shown_from, shown_to, publication_id, replaced_by_publication_id)
        select g.organization_id, s.history_id, g.appointment_id, g.framework_id, g.person_id, g.unit_id, g.requirement_id, g.required, g.accepted, g.states, g.flags, g.critical_unmet,
          g.as_of, @asOf, g.publication_id, @publication
        from gap_result g join gap_staged s on {Replaceable}
        join resolved_requirement q on q.organization_id = g.organization_id and q.id = g.requirement_id
        where s.removed or {Differs}
        """;

    private const string DeleteSql = $"delete from gap_result g using gap_staged s where s.removed and {Replaceable}";

    private const string UpsertSql = """
        insert into gap_result as g (organization_id, appointment_id, framework_id, person_id, unit_id, requirement_id, required, accepted, states, flags, valid_to_days,
          critical_unmet, next_change_on, as_of, input_revision, setting_ids, formula_version, publication_id)
        select @organization, s.appointment_id, s.framework_id, s.person_id, s.unit_id, r.id, s.required, s.accepted, s.states, s.flags, s.valid_to_days,
          s.critical_unmet, s.next_change_on, @asOf, s.input_revision, s.setting_ids, @formula, @publication
        from gap_staged s join resolved_requirement r on r.organization_id = @organization and r.content_hash = s.content_hash
        where not s.removed order by s.appointment_id, s.framework_id
        on conflict (organization_id, appointment_id, framework_id) do update set
          unit_id = excluded.unit_id, requirement_id = excluded.requirement_id, required = excluded.required, accepted = excluded.accepted, states = excluded.states,
          flags = excluded.flags, valid_to_days = excluded.valid_to_days, critical_unmet = excluded.critical_unmet, next_change_on = excluded.next_change_on,
          input_revision = excluded.input_revision, setting_ids = excluded.setting_ids, formula_version = excluded.formula_version,
          (as_of, publication_id) = (select x.as_of, x.publication_id from (values
            (excluded.as_of, excluded.publication_id, true), (g.as_of, g.publication_id, false)) x(as_of, publication_id, differs)
            where x.differs = ((g.unit_id, g.requirement_id, g.required, g.accepted, g.states, g.flags, g.critical_unmet)
              is distinct from (excluded.unit_id, excluded.requirement_id, excluded.required, excluded.accepted, excluded.states, excluded.flags, excluded.critical_unmet)))
        where g.input_revision <= excluded.input_revision and g.as_of <= excluded.as_of
        """;

    private const string TotalsSql = """
        delete from gap_total where organization_id = @organization;
        insert into gap_total(organization_id, unit_id, competency_id, required_count, assessed, met, below, below_by_two, critical_below, publication_id)
        select g.organization_id, g.unit_id, c.id, count(*), count(*) filter (where s.state >= 7), count(*) filter (where s.state >= 8), count(*) filter (where s.state = 7),
          count(*) filter (where s.state = 7 and get_byte(g.required, c.ordinal) - get_byte(g.accepted, c.ordinal) >= 2),
          count(*) filter (where s.state = 7 and get_byte(g.flags, c.ordinal) & 4 <> 0), @publication
        from gap_result g
        join competency c on c.framework_id = g.framework_id and c.ordinal < octet_length(g.states)
        cross join lateral (select get_byte(g.states, c.ordinal) as state) s
        where g.organization_id = @organization and s.state >= 3
        group by g.organization_id, g.unit_id, c.id;
        """;

    /// <summary>Puts rows beside the results, outside the publishing transaction where there is none yet.</summary>
    public static async Task Stage(NpgsqlConnection connection, Scope scope, Guid organizationId, IReadOnlyCollection<GapComputation.Staged> rows, CancellationToken cancellationToken)
    {
        Refuse(scope, organizationId);
        await using (var create = new NpgsqlCommand(StagedTable, connection)) await create.ExecuteNonQueryAsync(cancellationToken);
        await using var copy = await connection.BeginBinaryImportAsync("copy gap_staged from stdin (format binary)", cancellationToken);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(row.AppointmentId, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(row.FrameworkId, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(row.PersonId, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(row.UnitId, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(row.ContentHash, NpgsqlDbType.Bytea, cancellationToken);
            await copy.WriteAsync(row.Required, NpgsqlDbType.Bytea, cancellationToken);
            await copy.WriteAsync(row.Accepted, NpgsqlDbType.Bytea, cancellationToken);
            await copy.WriteAsync(row.States, NpgsqlDbType.Bytea, cancellationToken);
            await copy.WriteAsync(row.Flags, NpgsqlDbType.Bytea, cancellationToken);
            await copy.WriteAsync(row.ValidToDays, NpgsqlDbType.Array | NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(row.CriticalUnmet, NpgsqlDbType.Integer, cancellationToken);
            if (row.NextChangeOn is { } next) await copy.WriteAsync(next, NpgsqlDbType.Date, cancellationToken);
            else await copy.WriteNullAsync(cancellationToken);
            await copy.WriteAsync(row.InputRevision, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(row.SettingIds, NpgsqlDbType.Array | NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(row.Removed, NpgsqlDbType.Boolean, cancellationToken);
            await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid, cancellationToken);
        }
        await copy.CompleteAsync(cancellationToken);
    }

    /// <summary>Merges what was staged into the results, in the caller's transaction.</summary>
    public static async Task<Written> Merge(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Scope scope, Guid organizationId, DateOnly asOf, long publicationId,
        IReadOnlyCollection<ResolvedRequirement> requirements, CancellationToken cancellationToken)
    {
        Refuse(scope, organizationId);
        foreach (var requirement in requirements) await Insert(connection, transaction, requirement, cancellationToken);
        await Execute(LockSql);
        Written written;
        await using (var count = Command(CountSql))
        await using (var reader = await count.ExecuteReaderAsync(cancellationToken))
        {
            await reader.ReadAsync(cancellationToken);
            written = new((int)reader.GetInt64(0), (int)reader.GetInt64(1));
        }
        foreach (var sql in (string[])[HistorySql, DeleteSql, UpsertSql]) await Execute(sql);
        return written;

        NpgsqlCommand Command(string sql) => new(sql, connection, transaction)
        {
            CommandTimeout = 120,
            Parameters = { new("organization", organizationId), new("asOf", asOf), new("publication", publicationId), new("formula", GapFormula.Version) },
        };

        async Task Execute(string sql)
        {
            await using var command = Command(sql);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Replaces the totals of the agency by those of its results as they stand in this transaction.</summary>
    public static async Task ReplaceTotals(NpgsqlConnection connection, NpgsqlTransaction transaction, Scope scope, Guid organizationId, long publicationId, CancellationToken cancellationToken)
    {
        Refuse(scope, organizationId);
        await using var command = new NpgsqlCommand(TotalsSql, connection, transaction)
        {
            CommandTimeout = 120,
            Parameters = { new("organization", organizationId), new("publication", publicationId) },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task Insert(NpgsqlConnection connection, NpgsqlTransaction transaction, ResolvedRequirement row, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            insert into resolved_requirement(organization_id, id, framework_id, framework_version_id, profile_version_id, tier, tier_default_set_id, required, critical, importance, layers, content_hash)
            values (@organization, @id, @framework, @version, @profile, @tier, @set, @required, @critical, @importance, @layers, @hash)
            on conflict (organization_id, content_hash) do nothing
            """, connection, transaction)
        {
            Parameters =
            {
                new("organization", row.OrganizationId), new("id", row.Id), new("framework", row.FrameworkId), new("version", row.FrameworkVersionId),
                new("profile", NpgsqlDbType.Uuid) { Value = (object?)row.ProfileVersionId ?? DBNull.Value },
                new("tier", NpgsqlDbType.Text) { Value = (object?)row.Tier?.ToString() ?? DBNull.Value },
                new("set", NpgsqlDbType.Uuid) { Value = (object?)row.TierDefaultSetId ?? DBNull.Value },
                new("required", row.Required), new("critical", row.Critical), new("importance", row.Importance), new("layers", row.Layers), new("hash", row.ContentHash),
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Refuse(Scope scope, Guid organizationId)
    {
        if (!scope.Organizations.Contains(organizationId)) throw new InvalidOperationException($"Results of organization {organizationId} are written outside the scope.");
    }
}
