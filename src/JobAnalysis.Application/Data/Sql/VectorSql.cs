// Takes the Scope: vectors of agencies in scope are read and written, nobody else's.
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data.Copy;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Organizations;
using Npgsql;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>The vectors of accepted levels, built anew by set: rows out by binary COPY, what differs in by binary COPY.</summary>
internal static class VectorSql
{
    /// <summary>Columns of a staged vector.</summary>
    public const int StagedColumns = 11;

    private const string StagedTable = """
        create temp table if not exists vector_staged(organization_id uuid, person_id uuid, framework_id uuid, levels bytea, valid_from_days bytea, valid_to_days bytea, input_flags bytea,
          built_on date, next_start_on date, input_revision bigint, differs boolean)
        """;

    /// <summary>A level accepted meanwhile raised its person and wrote a newer vector, which stays.</summary>
    private const string WriteSql = """
        insert into accepted_vector as v (organization_id, person_id, framework_id, levels, valid_from_days, valid_to_days, input_flags, built_on, next_start_on, input_revision)
        select organization_id, person_id, framework_id, levels, valid_from_days, valid_to_days, input_flags, built_on, next_start_on, input_revision from vector_staged
        order by organization_id, person_id, framework_id
        on conflict (organization_id, person_id, framework_id) do update set
          levels = excluded.levels, valid_from_days = excluded.valid_from_days, valid_to_days = excluded.valid_to_days, input_flags = excluded.input_flags,
          built_on = excluded.built_on, next_start_on = excluded.next_start_on, input_revision = excluded.input_revision
        where v.input_revision <= excluded.input_revision
           or v.input_revision > (select p.input_revision from person p where p.organization_id = v.organization_id and p.id = v.person_id)
        """;

    private const string RaiseSql = """
        update person p set input_revision = p.input_revision + 1
        from (select distinct organization_id, person_id from vector_staged where differs) s where p.organization_id = s.organization_id and p.id = s.person_id
        """;

    /// <summary>Agencies in scope with their people and the last published day, else today.</summary>
    public static async Task<IReadOnlyList<(Guid OrganizationId, int People, DateOnly Day)>> Agencies(NpgsqlConnection connection, Scope scope, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            select o.id, (select count(*)::int from person p where p.organization_id = o.id),
              coalesce((select max(g.as_of) from gap_publication g where g.organization_id = o.id), taipei_date(run_clock()))
            from unnest(@organizations) o(id) order by 3, 2 desc, 1
            """, connection) { CommandTimeout = GapReadSql.Patience, Parameters = { new("organizations", scope.WholeOrganizations) } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<(Guid, int, DateOnly)> agencies = [];
        while (await reader.ReadAsync(cancellationToken)) agencies.Add((reader.GetGuid(0), reader.GetInt32(1), reader.GetFieldValue<DateOnly>(2)));
        return agencies;
    }

    /// <summary>Every competency of every lineage with its place.</summary>
    public static async Task<Dictionary<Guid, (Guid FrameworkId, int Ordinal)>> Lineages(NpgsqlConnection connection, Scope scope, CancellationToken cancellationToken)
    {
        if (scope == Scope.None) return [];
        await using var command = new NpgsqlCommand("select id, framework_id, ordinal from competency", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        Dictionary<Guid, (Guid, int)> lineages = [];
        while (await reader.ReadAsync(cancellationToken)) lineages.Add(reader.GetGuid(0), (reader.GetGuid(1), reader.GetInt32(2)));
        return lineages;
    }

    /// <summary>Current accepted levels of agencies in scope, in the order in which they lie.</summary>
    public static Task<CopyRows> Levels(NpgsqlConnection connection, Scope scope, CancellationToken cancellationToken) => GapReadSql.Open(connection, 6, $"""
        select organization_id, person_id, competency_id, level, valid_from, valid_to from accepted_level
        where organization_id = any({GapReadSql.Ids(scope.WholeOrganizations)}) and superseded_at is null
        """, cancellationToken);

    /// <summary>Assessments of agencies in scope that were handed in and are not the person's own, each with the day on which the notice of its round reached the person.</summary>
    public static Task<CopyRows> Assessments(NpgsqlConnection connection, Scope scope, CancellationToken cancellationToken) => GapReadSql.Open(connection, 6, $"""
        select s.organization_id, s.id, s.person_id, s.source, s.rated_on, taipei_date(n.at) from assessment s
        join assessment_round o on o.organization_id = s.organization_id and o.id = s.round_id
        left join (select organization_id, person_id, round_id, notice_version, min(delivered_at) as at from notice_delivery
          where organization_id = any({GapReadSql.Ids(scope.WholeOrganizations)}) group by 1, 2, 3, 4) n
          on n.organization_id = s.organization_id and n.person_id = s.person_id and n.round_id = o.id and n.notice_version = o.notice_version
        where s.organization_id = any({GapReadSql.Ids(scope.WholeOrganizations)}) and s.submitted_at is not null and s.source <> '{nameof(Domain.Assessments.AssessmentSource.Self)}'
        """, cancellationToken);

    /// <summary>Every level given in agencies in scope, in the order in which they lie.</summary>
    public static Task<CopyRows> Answers(NpgsqlConnection connection, Scope scope, CancellationToken cancellationToken) => GapReadSql.Open(connection, 6, $"""
        select organization_id, assessment_id, competency_id, id, level, comment is not null from assessment_answer
        where organization_id = any({GapReadSql.Ids(scope.WholeOrganizations)}) and kind = '{nameof(Domain.Assessments.AnswerKind.Rated)}'
        """, cancellationToken);

    /// <summary>Rows of 有效期 of any owner, and the agency tree: which row applies is decided by the chain of each agency.</summary>
    public static async Task<(IReadOnlyList<AcceptanceSql.SettingRow> Rows, ILookup<Guid, AgencyChain.Placement> Tree)> Validity(NpgsqlConnection connection, Scope scope, CancellationToken cancellationToken)
    {
        var trip = new RoundTrip();
        var rows = trip.Ask(
            "select owner_organization_id, value, valid_from from setting where key = @key order by id", r => new AcceptanceSql.SettingRow(r[0] as Guid?, r.GetString(1), r.GetFieldValue<DateOnly>(2)),
            parameters => parameters.AddWithValue("key", scope == Scope.None ? "" : SettingKeys.ValidityMonths));
        var tree = GapLayerSql.AskPlacements(trip, scope);
        await trip.Send(connection, null, prepare: false, timeout: GapReadSql.Patience, cancellationToken);
        return (rows, tree.ToLookup(p => p.OrganizationId));
    }

    public static Task<CopyRows> People(NpgsqlConnection connection, Scope scope, CancellationToken cancellationToken) =>
        GapReadSql.Open(connection, 3, $"select organization_id, id, input_revision from person where organization_id = any({GapReadSql.Ids(scope.WholeOrganizations)})", cancellationToken);

    public static Task<CopyRows> Stored(NpgsqlConnection connection, Scope scope, CancellationToken cancellationToken) => GapReadSql.Open(connection, 10, $"""
        select organization_id, person_id, framework_id, levels, valid_from_days, valid_to_days, input_flags, built_on, next_start_on, input_revision from accepted_vector
        where organization_id = any({GapReadSql.Ids(scope.WholeOrganizations)})
        """, cancellationToken);

    /// <summary>Writes, and raises whose levels were another in the vector: their results are compared again.</summary>
    public static async Task Write(NpgsqlConnection connection, Scope scope, IEnumerable<Guid> organizations, CopyBuffer rows, CancellationToken cancellationToken)
    {
        GapResultSql.Refuse(scope, organizations);
        await using (var create = new NpgsqlBatch(connection) { BatchCommands = { new(StagedTable), new("truncate vector_staged") } }) await create.ExecuteNonQueryAsync(cancellationToken);
        await GapResultSql.Send(connection, scope, "vector_staged", "", rows, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var write = new NpgsqlBatch(connection) { Timeout = GapReadSql.Patience, BatchCommands = { new(WriteSql), new(RaiseSql) } }) await write.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
