// Takes the Scope of the run: every statement is limited to the agencies of which the scope sees everybody. COPY takes no parameters; what is put into the
// text are ids and dates, never words of a user.
using System.Globalization;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data.Copy;
using Npgsql;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>What is read of people.</summary>
internal enum GapTable { People, Appointments, Tiers, Leaves, Exemptions, Facts, Places, Vectors, Levels, Results, Quarantined, Waiting, Versions, Requirements }

/// <summary>What a run reads: rows as they are, by binary COPY out of the group's snapshot; joined in memory, where that is cheapest.</summary>
internal static class GapReadSql
{
    /// <summary>Whose rows: of whole agencies, of the people in gap_due, of the given people, or of one whose day is today's of run_clock() or later.</summary>
    public sealed record Filter(DateOnly AsOf, bool DueOnly, IReadOnlyList<(Guid OrganizationId, Guid PersonId)>? People = null, (Guid OrganizationId, Guid PersonId)? One = null);

    /// <summary>How long one statement may take.</summary>
    internal const int Patience = 600;

    private static readonly string[] DueTables =
    [
        "create temp table if not exists gap_due(organization_id uuid not null, person_id uuid not null, why smallint not null)",
        "create temp table if not exists gap_due_position(organization_id uuid not null, position_id uuid not null)",
        "truncate gap_due, gap_due_position",
    ];

    /// <summary>
    /// Candidates, found through indexes: of a person who changed, of a day that came, of one who waited, and everyone in quarantine. A person too many costs
    /// a comparison, one too few a wrong number (ADR 0016).
    /// </summary>
    private const string DueRows = """
        select p.organization_id, p.id as person_id, 1 as why from last l join person p on p.organization_id = l.organization_id and p.changed_xid >= l.snapshot_xmin
          and not pg_visible_in_snapshot(p.changed_xid::text::xid8, l.snapshot::pg_snapshot)
        union all
        select g.organization_id, g.person_id, 2 from last l join gap_result g on g.organization_id = l.organization_id and g.next_change_on <= @asOf
        union all
        select w.organization_id, w.person_id, 2 from last l join gap_waiting w on w.organization_id = l.organization_id and w.next_change_on <= @asOf
        union all
        select q.organization_id, q.person_id, 4 from last l join gap_quarantine q on q.organization_id = l.organization_id
        """;

    /// <summary>Fills gap_due for the agencies; those in <paramref name="whole"/> with everybody.</summary>
    public static async Task FillDue(NpgsqlConnection connection, Scope scope, Guid[] delta, Guid[] whole, DateOnly asOf, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = Patience };
        foreach (var table in DueTables) batch.BatchCommands.Add(new(table));
        var fill = new NpgsqlBatchCommand($"""
            with last as (
              select o.id as organization_id, p.snapshot_xmin, p.snapshot from unnest(@delta) o(id)
              join lateral (select x.snapshot_xmin, x.snapshot from gap_publication x where x.organization_id = o.id order by x.id desc limit 1) p on o.id = any(@scope)),
            due as ({DueRows} union all select p.organization_id, p.id, 1 from person p where p.organization_id = any(@whole) and p.organization_id = any(@scope))
            insert into gap_due select organization_id, person_id, bit_or(why) from due group by 1, 2
            """);
        fill.Parameters.AddWithValue("delta", delta);
        fill.Parameters.AddWithValue("whole", whole);
        fill.Parameters.AddWithValue("scope", scope.WholeOrganizations);
        fill.Parameters.AddWithValue("asOf", asOf);
        batch.BatchCommands.Add(fill);
        // As in publishing: a person who is due is an index probe in each table, not a reason to read the table.
        if (whole.Length == 0) foreach (var probe in GapResultSql.ProbeSql.Split(';')) batch.BatchCommands.Add(new(probe));
        var positions = new NpgsqlBatchCommand("""
            insert into gap_due_position select distinct t.organization_id, t.position_id from gap_due d join appointment t on t.organization_id = d.organization_id and t.person_id = d.person_id
            where t.superseded_at is null and t.position_id is not null and (t.valid_to is null or t.valid_to > @asOf)
            """);
        positions.Parameters.AddWithValue("asOf", asOf);
        batch.BatchCommands.Add(positions);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Rows of the people of a filter.</summary>
    public static Task<CopyRows> Read(NpgsqlConnection connection, Scope scope, Filter filter, GapTable table, CancellationToken cancellationToken)
    {
        var (columns, query) = Query(scope, filter, table);
        return Open(connection, columns, query, cancellationToken);
    }

    /// <summary>The same rows of <see cref="Filter.One"/>, asked together with whatever else the trip asks.</summary>
    public static IReadOnlyList<object?[]> Ask(RoundTrip trip, Scope scope, Filter filter, GapTable table)
    {
        var (organizationId, personId) = filter.One ?? throw new InvalidOperationException("Only one person's rows are asked with others.");
        var (columns, query) = Query(scope, filter, table);
        return trip.Ask(query, reader => Values(reader, columns), parameters => AddOne(parameters, scope, organizationId, personId));
    }

    private static void AddOne(NpgsqlParameterCollection parameters, Scope scope, Guid organizationId, Guid personId)
    {
        parameters.AddWithValue("organization", scope.WholeOrganizations.Contains(organizationId) ? organizationId : Guid.Empty);
        parameters.AddWithValue("person", personId);
    }

    private static object?[] Values(NpgsqlDataReader reader, int columns)
    {
        var values = new object?[columns];
        for (var i = 0; i < columns; i++) values[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
        return values;
    }

    private static (int Columns, string Query) Query(Scope scope, Filter filter, GapTable table) => table switch
    {
        // Locked: whoever accepts a level of the person meanwhile waits.
        GapTable.People => (5, $"""
            select t.organization_id, t.id, t.input_revision, t.left_on, {(filter is { DueOnly: true, People: null } ? "d.why::int" : "1")} from {From(scope, filter, "person", "id")}
            {(filter.One is null ? "" : "for no key update of t")}
            """),
        GapTable.Appointments => (7, $"""
            select t.organization_id, t.id, t.person_id, t.position_id, t.kind, t.valid_from, t.valid_to from {From(scope, filter, "appointment", "person_id")}
            and t.superseded_at is null and t.position_id is not null and t.kind in ('Regular', 'Concurrent', 'ActingVacancy') and (t.valid_to is null or t.valid_to > {Day(filter)})
            """),
        GapTable.Tiers => (5, $"""
            select t.organization_id, t.appointment_id, t.tier, t.valid_from, t.valid_to from {From(scope, filter, "appointment_tier", "person_id")}
            and t.superseded_at is null and (t.valid_to is null or t.valid_to > {Day(filter)})
            """),
        GapTable.Leaves => (4, $"""
            select t.organization_id, t.person_id, t.valid_from, t.valid_to from {From(scope, filter, "leave_without_pay", "person_id")}
            and t.superseded_at is null and (t.valid_to is null or t.valid_to > {Day(filter)})
            """),
        GapTable.Exemptions => (5, $"""
            select t.organization_id, t.appointment_id, t.competency_id, t.valid_from, t.valid_to from {From(scope, filter, "exemption", "person_id")}
            and t.superseded_at is null and t.approved_by is not null and (t.valid_to is null or t.valid_to > {Day(filter)}) order by t.valid_from
            """),
        GapTable.Facts => (5, $"""
            select t.organization_id, t.position_id, t.competency_profile_id, t.valid_from, t.valid_to from {FromPositions(scope, filter, "position_facts")}
            and t.superseded_at is null and (t.valid_to is null or t.valid_to > {Day(filter)})
            """),
        GapTable.Places => (5, $"""
            select t.organization_id, t.position_id, t.unit_id, t.valid_from, t.valid_to from {FromPositions(scope, filter, "position_placement")}
            and t.superseded_at is null and (t.valid_to is null or t.valid_to > {Day(filter)})
            """),
        GapTable.Vectors => (9, $"""
            select t.organization_id, t.person_id, t.framework_id, t.levels, t.valid_to_days, t.input_flags, t.built_on, t.next_start_on, t.input_revision
            from {From(scope, filter, "accepted_vector", "person_id")}
            """),
        GapTable.Levels => (6, $"""
            select t.organization_id, t.person_id, t.competency_id, t.level, t.valid_from, t.valid_to from {From(scope, filter, "accepted_level", "person_id")}
            and t.superseded_at is null order by t.valid_from
            """),
        // Locked, in the order in which a run locks them: what replaces them, replaces these.
        GapTable.Results => (17, $"""
            select t.organization_id, t.appointment_id, t.framework_id, t.person_id, t.unit_id, t.requirement_id, t.accepted, t.states, t.flags, t.valid_to_days, t.next_change_on,
              t.input_revision, t.setting_ids, t.formula_version, t.uncounted, t.kind, t.required
            from {From(scope, filter, "gap_result", "person_id")}
            {(filter.One is null ? "" : "order by t.organization_id, t.appointment_id, t.framework_id for no key update of t")}
            """),
        GapTable.Quarantined => (4, $"select t.organization_id, t.person_id, t.appointment_id, t.code from {From(scope, filter, "gap_quarantine", "person_id")}"),
        GapTable.Waiting => (3, $"select t.organization_id, t.person_id, t.next_change_on from {From(scope, filter, "gap_waiting", "person_id")}"),
        GapTable.Versions => (4, $"""
            select t.organization_id, t.competency_profile_id, t.id, t.effective_from from profile_version t where t.organization_id = @organization and t.status = 'Published' and t.effective_from is not null
            and t.competency_profile_id in ({ProfilesOfOne})
            """),
        GapTable.Requirements => (9, $"""
            with adopted as materialized (select framework_version_id from framework_adoption where superseded_at is null)
            select {RequirementColumns} from resolved_requirement t where t.organization_id = @organization and t.profile_version_id is null
            and t.framework_version_id in (select framework_version_id from adopted)
            union all
            select {RequirementColumns} from resolved_requirement t where t.organization_id = @organization
            and t.profile_version_id in (select v.id from profile_version v where v.organization_id = @organization and v.status = 'Published' and v.competency_profile_id in ({ProfilesOfOne}))
            and t.framework_version_id in (select framework_version_id from adopted)
            """),
        _ => throw new ArgumentOutOfRangeException(nameof(table)),
    };

    private const string ProfilesOfOne = """
        select f.competency_profile_id from appointment a join position_facts f on f.organization_id = a.organization_id and f.position_id = a.position_id
        where a.organization_id = @organization and a.person_id = @person and a.superseded_at is null and f.superseded_at is null and f.competency_profile_id is not null
        """;

    private const string RequirementColumns = "t.organization_id, t.id, t.framework_version_id, t.profile_version_id, t.tier, t.tier_default_set_id, t.required, t.critical, t.content_hash";

    public static Task<CopyRows> Totals(NpgsqlConnection connection, Scope scope, CancellationToken cancellationToken) =>
        Open(connection, 5, $"select organization_id, unit_id, framework_id, own, tree from gap_total where organization_id = any({Ids(scope.WholeOrganizations)})", cancellationToken);

    /// <summary>What totals are counted from, of agencies in scope.</summary>
    public static Task<CopyRows> Counted(NpgsqlConnection connection, Scope scope, IEnumerable<Guid> organizations, CancellationToken cancellationToken) => Open(
        connection, 8, $"""
        select organization_id, unit_id, framework_id, kind, states, flags, required, accepted from gap_result
        where organization_id = any({Ids(organizations.Intersect(scope.WholeOrganizations))})
        """, cancellationToken);

    public static Task<CopyRows> Versions(NpgsqlConnection connection, Scope scope, IEnumerable<(int Agency, Guid Id)> profiles, bool all, CancellationToken cancellationToken) => Open(
        connection, 4, $"""
        select organization_id, competency_profile_id, id, effective_from from profile_version
        where organization_id = any({Ids(scope.WholeOrganizations)}) and status = 'Published' and effective_from is not null
        {(all ? "" : $"and competency_profile_id = any({Ids(profiles.Select(p => p.Id))})")}
        """, cancellationToken);

    public static Task<CopyRows> Requirements(NpgsqlConnection connection, Scope scope, IEnumerable<Guid> frameworkVersions, IEnumerable<Guid>? profileVersions, CancellationToken cancellationToken) => Open(
        connection, 9, $"""
        select {RequirementColumns} from resolved_requirement t
        where organization_id = any({Ids(scope.WholeOrganizations)}) and framework_version_id = any({Ids(frameworkVersions)})
        {(profileVersions is null ? "" : $"and (profile_version_id is null or profile_version_id = any({Ids(profileVersions)}))")}
        """, cancellationToken);

    public static Task<CopyRows> Cells(NpgsqlConnection connection, Scope scope, IEnumerable<Guid> versions, CancellationToken cancellationToken) => Open(
        connection, 6, $"""
        select organization_id, profile_version_id, competency_id, tier, level, is_critical from profile_cell
        where organization_id = any({Ids(scope.WholeOrganizations)}) and profile_version_id = any({Ids(versions)})
        """, cancellationToken);

    public static Task<CopyRows> Items(NpgsqlConnection connection, Scope scope, IEnumerable<Guid> versions, CancellationToken cancellationToken) => Open(
        connection, 4, $"""
        select organization_id, profile_version_id, competency_id, importance from profile_item
        where organization_id = any({Ids(scope.WholeOrganizations)}) and profile_version_id = any({Ids(versions)})
        """, cancellationToken);

    internal static string Ids(IEnumerable<Guid> ids) => $"'{{{string.Join(',', ids)}}}'::uuid[]";

    private static string From(Scope scope, Filter filter, string table, string personColumn) => filter switch
    {
        { One: not null } => $"{table} t where t.organization_id = @organization and t.{personColumn} = @person",
        { People: { } people } => $"{Inline(people)} d join {table} t on t.organization_id = d.organization_id and t.{personColumn} = d.person_id where t.organization_id = any({Ids(scope.WholeOrganizations)})",
        { DueOnly: true } => $"gap_due d join {table} t on t.organization_id = d.organization_id and t.{personColumn} = d.person_id where true",
        _ => $"{table} t where t.organization_id = any({Ids(scope.WholeOrganizations)})",
    };

    private static string FromPositions(Scope scope, Filter filter, string table) => filter switch
    {
        { One: not null } or { People: not null } => $"""
            (select distinct t.organization_id, t.position_id from {From(scope, filter, "appointment", "person_id")}
               and t.superseded_at is null and t.position_id is not null and (t.valid_to is null or t.valid_to > {Day(filter)})) d
            join {table} t on t.organization_id = d.organization_id and t.position_id = d.position_id where true
            """,
        { DueOnly: true } => $"gap_due_position d join {table} t on t.organization_id = d.organization_id and t.position_id = d.position_id where true",
        _ => From(scope, filter, table, "position_id"),
    };

    private static string Inline(IReadOnlyList<(Guid OrganizationId, Guid PersonId)> people) =>
        $"(select * from unnest({Ids(people.Select(p => p.OrganizationId))}, {Ids(people.Select(p => p.PersonId))}) u(organization_id, person_id))";

    /// <summary>Of one person what ended since today is read too, where the day is later: it is left out in memory.</summary>
    private static string Day(Filter filter) => filter.One is not null ? "taipei_date(run_clock())" : string.Create(CultureInfo.InvariantCulture, $"date '{filter.AsOf:yyyy-MM-dd}'");

    internal static async Task<CopyRows> Open(NpgsqlConnection connection, int columns, string query, CancellationToken cancellationToken)
    {
        var stream = await connection.BeginRawBinaryCopyAsync($"copy ({query}) to stdout (format binary)", cancellationToken);
        stream.ReadTimeout = Patience * 1000;
        return new(stream, columns);
    }
}
