using System.Reflection;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.TestKit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JobAnalysis.Application.Tests.Access;

/// <summary>Every file of Data/Sql that takes a Scope, run on one agency with the scope of another: nothing is read, written or locked (architecture.md).</summary>
public sealed class ForeignScopeTests(ForeignScopeTests.TwoAgencies agencies) : IClassFixture<ForeignScopeTests.TwoAgencies>
{
    /// <summary>Takes a Scope; each has a test here.</summary>
    private static readonly string[] Scoped =
    [
        nameof(AcceptanceSql), nameof(CellSql), nameof(GapLayerSql), nameof(GapPublicationSql), nameof(GapReadSql), nameof(GapResultSql), nameof(HomeSql), nameof(PersonScopeSql), nameof(ProfileSql), nameof(RatingSheetSql),
        nameof(RatingSql),
        nameof(RunPageSql), nameof(SubordinateBasisSql), nameof(TeamSql), nameof(UnitMapSql), nameof(UnitTreeSql), nameof(VectorSql),
    ];

    /// <summary>Takes none; each file says why at its head, and a line here is a decision.</summary>
    private static readonly string[] Reviewed = [nameof(AccountSql), nameof(AgencyRunsSql), nameof(AuditSealSql), nameof(AuditSql), nameof(CommandSql), nameof(GapSlotSql), nameof(IdempotencySql), nameof(OutboxSql), nameof(ScopeSql)];

    private Guid Ours => agencies.Ours;

    private Scope Our => Scope.WholeOf(agencies.Today, agencies.Ours);

    private Scope Their => Scope.WholeOf(agencies.Today, agencies.Theirs);

    [Fact]
    public void Every_file_takes_a_scope_or_is_on_the_reviewed_list()
    {
        var files = typeof(ScopeSql).Assembly.GetTypes().Where(t => t.Namespace == typeof(ScopeSql).Namespace && t is { IsNested: false, IsAbstract: true, IsSealed: true }).ToArray();
        var scoped = files.Where(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Any(m => m.IsPublic && m.GetParameters().Any(p => p.ParameterType == typeof(Scope)))).Select(t => t.Name).ToArray();

        Assert.Equal(Scoped.Order(StringComparer.Ordinal), scoped.Order(StringComparer.Ordinal));
        Assert.Equal(Reviewed.Order(StringComparer.Ordinal), files.Select(t => t.Name).Except(scoped, StringComparer.Ordinal).Order(StringComparer.Ordinal));
        // No half measures: in a scoped file every way in takes it.
        Assert.All(files.Where(t => scoped.Contains(t.Name)), t => Assert.All(t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly), m => Assert.Contains(m.GetParameters(), p => p.ParameterType == typeof(Scope))));
    }

    [Fact]
    public async Task Nobody_of_ours_is_due_in_the_scope_of_another()
    {
        await using var connection = await agencies.Source.OpenConnectionAsync();
        var filter = new GapReadSql.Filter(agencies.Today.AddYears(20), DueOnly: true);
        foreach (var (scope, some) in (IEnumerable<(Scope, bool)>)[(Our, true), (Their, false), (Scope.None, false)])
        {
            await GapReadSql.FillDue(connection, scope, [Ours], [], filter.AsOf, default);
            Assert.Equal(some, await Count(await GapReadSql.Read(connection, scope, filter, GapTable.People, default)) > 0);
            await GapReadSql.FillDue(connection, scope, [], [Ours], filter.AsOf, default);
            Assert.Equal(some, await Count(await GapReadSql.Read(connection, scope, filter, GapTable.Results, default)) > 0);
        }
    }

    [Fact]
    public async Task Vectors_of_ours_are_neither_read_nor_written_in_the_scope_of_another()
    {
        await using var connection = await agencies.Source.OpenConnectionAsync();
        Func<Scope, Task<Data.Copy.CopyRows>>[] reads = [scope => VectorSql.Levels(connection, scope, default), scope => VectorSql.People(connection, scope, default), scope => VectorSql.Stored(connection, scope, default)];
        foreach (var read in reads)
        {
            Assert.Contains(Ours, await Organizations(await read(Our)));
            Assert.DoesNotContain(Ours, await Organizations(await read(Their)));
            Assert.Empty(await Organizations(await read(Scope.None)));
        }
        Assert.Contains(Ours, (await VectorSql.Agencies(connection, Our, default)).Select(a => a.OrganizationId));
        Assert.DoesNotContain(Ours, (await VectorSql.Agencies(connection, Their, default)).Select(a => a.OrganizationId));
        Assert.Empty(await VectorSql.Lineages(connection, Scope.None, default));
        using var none = new Data.Copy.CopyBuffer(VectorSql.StagedColumns);
        await Assert.ThrowsAnyAsync<Exception>(() => VectorSql.Write(connection, Their, [Ours], none, default));
    }

    [Fact]
    public async Task Rows_of_ours_are_not_read_in_the_scope_of_another()
    {
        await using var connection = await agencies.Source.OpenConnectionAsync();
        var person = await agencies.IdAsync($"select v.person_id from accepted_vector v join gap_result g using (organization_id, person_id) where v.organization_id = '{Ours}' and exists (select from accepted_level l where l.person_id = v.person_id) limit 1");
        Guid[] versions = await agencies.IdsAsync($"select id from profile_version where organization_id = '{Ours}'");
        Guid[] frameworks = await agencies.IdsAsync("select id from framework_version");
        foreach (var filter in (GapReadSql.Filter[])[new(agencies.Today, false), new(agencies.Today, false, [(Ours, person)])])
        {
            Func<Scope, Task<Data.Copy.CopyRows>>[] reads =
            [
                scope => GapReadSql.Read(connection, scope, filter, GapTable.People, default), scope => GapReadSql.Read(connection, scope, filter, GapTable.Appointments, default),
                scope => GapReadSql.Read(connection, scope, filter, GapTable.Tiers, default), scope => GapReadSql.Read(connection, scope, filter, GapTable.Facts, default), scope => GapReadSql.Read(connection, scope, filter, GapTable.Places, default),
                scope => GapReadSql.Read(connection, scope, filter, GapTable.Vectors, default), scope => GapReadSql.Read(connection, scope, filter, GapTable.Levels, default), scope => GapReadSql.Read(connection, scope, filter, GapTable.Results, default),
                scope => GapReadSql.Totals(connection, scope, default), scope => GapReadSql.Counted(connection, scope, [Ours], default), scope => GapReadSql.Versions(connection, scope, [], true, default),
                scope => GapReadSql.Requirements(connection, scope, frameworks, null, default), scope => GapReadSql.Cells(connection, scope, versions, default),
            ];
            foreach (var read in reads)
            {
                Assert.True(await Count(await read(Our)) > 0);
                Assert.All(await Organizations(await read(Their)), id => Assert.NotEqual(Ours, id));
                Assert.Empty(await Organizations(await read(Scope.None)));
            }
        }
        foreach (var read in (Func<Scope, Task<Data.Copy.CopyRows>>[])
            [scope => VectorSql.People(connection, scope, default), scope => VectorSql.Levels(connection, scope, default), scope => VectorSql.Stored(connection, scope, default)])
        {
            Assert.True(await Count(await read(Our)) > 0);
            Assert.All(await Organizations(await read(Their)), id => Assert.NotEqual(Ours, id));
            Assert.Empty(await Organizations(await read(Scope.None)));
        }
        Assert.Equal([Ours], (await VectorSql.Agencies(connection, Our, default)).Select(a => a.OrganizationId));
        Assert.Empty(await VectorSql.Lineages(connection, Scope.None, default));
        using var vectors = new Data.Copy.CopyBuffer(VectorSql.StagedColumns);
        await Assert.ThrowsAsync<InvalidOperationException>(() => VectorSql.Write(connection, Their, [Ours], vectors, default));
        Assert.NotEmpty((await GapLayerSql.Read(connection, Our, agencies.Today, default)).Units[Ours]);
        Assert.Empty((await GapLayerSql.Read(connection, Their, agencies.Today, default)).Units[Ours]);
    }

    private static async Task<int> Count(Data.Copy.CopyRows rows) => (await Organizations(rows)).Count;

    private static async Task<List<Guid>> Organizations(Data.Copy.CopyRows rows)
    {
        List<Guid> organizations = [];
        await using (rows)
        {
            while (await rows.NextAsync(default)) organizations.Add(rows.Id(0));
        }
        return organizations;
    }

    [Fact]
    public async Task Results_and_totals_of_ours_are_not_written_in_the_scope_of_another()
    {
        var before = await agencies.CountAsync("gap_result", "gap_total", "gap_publication", "gap_history");
        await using var connection = await agencies.Source.OpenConnectionAsync();
        await using var staging = new GapStaging();
        staging.Organizations.Add(Ours);
        await Assert.ThrowsAsync<InvalidOperationException>(() => GapResultSql.Stage(connection, Their, staging, [], default));
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await GapResultSql.Stage(connection, Our, staging, [], default);
            await Assert.ThrowsAsync<InvalidOperationException>(() => GapResultSql.Merge(connection, Their, staging, false, null, default));
            await Assert.ThrowsAsync<InvalidOperationException>(() => GapResultSql.WriteTotals(connection, Their, [(new(Ours, Guid.Empty, Guid.Empty, null, null), 99)], false, default));
        }

        Assert.Equal(before, await agencies.CountAsync("gap_result", "gap_total", "gap_publication", "gap_history"));
    }

    [Fact]
    public async Task A_run_of_ours_is_not_published_in_the_scope_of_another()
    {
        var before = await agencies.CountAsync("gap_result", "gap_total", "gap_publication", "gap_history");
        await using var connection = await agencies.Source.OpenConnectionAsync();
        await using var run = await GapRunner.Prepare(connection, [(Ours, true)], agencies.Today, null, new(), keepsCounts: false, default);
        run.Slots = [new GapSlotSql.Claimed(Ours, agencies.Today, 1, 1, GapRunCause.Command, Full: true, TimeProvider.System.GetUtcNow())];

        await Assert.ThrowsAsync<InvalidOperationException>(() => GapPublicationSql.Publish(connection, Their, run, default));
        Assert.Equal(before, await agencies.CountAsync("gap_result", "gap_total", "gap_publication", "gap_history"));
    }

    [Fact]
    public async Task A_profile_of_ours_is_not_locked_and_marks_nobody_in_the_scope_of_another()
    {
        var version = await agencies.IdAsync($"select id from profile_version where organization_id = '{Ours}' limit 1");
        var profile = await agencies.IdAsync($"select competency_profile_id from position_facts where organization_id = '{Ours}' and competency_profile_id is not null and superseded_at is null and valid_to is null limit 1");
        foreach (var (scope, locks) in (IEnumerable<(Scope, bool)>)[(Their, false), (Scope.None, false), (Our, true)])
        {
            await using var db = Databases.Open(agencies.Source, Actor.System(agencies.Today, Ours));
            await using var transaction = await db.Database.BeginTransactionAsync();
            await ProfileSql.LockVersion(db, scope, version, default);
            await ProfileSql.LockProfile(db, scope, profile, default);
            Assert.Equal(locks, await agencies.IsLockedAsync("profile_version", version));
            Assert.Equal(locks, await agencies.IsLockedAsync("competency_profile", profile));

            var before = await Sum(db);
            await ProfileSql.RaiseInputRevisions(db, scope, profile, agencies.Today, default);
            Assert.Equal(locks, await Sum(db) > before);
        }

        static async Task<decimal> Sum(JobAnalysisDb db)
        {
            await using var command = new NpgsqlCommand("select sum(input_revision) from person", (NpgsqlConnection)db.Database.GetDbConnection());
            return Convert.ToDecimal(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public async Task The_publication_of_ours_is_unknown_in_the_scope_of_another()
    {
        await using var db = Databases.Open(agencies.Source, Actor.System(agencies.Today, Ours));
        await db.Database.OpenConnectionAsync();

        Assert.NotNull(await SubordinateBasisSql.Read(db, Our, [Ours], default));
        Assert.Null(await SubordinateBasisSql.Read(db, Their, [Ours], default));
        Assert.Null(await SubordinateBasisSql.Read(db, Scope.None, [Ours], default));
        Assert.Single(await SubordinateBasisSql.Days(db, Our, [Ours], default));
        Assert.Empty(await SubordinateBasisSql.Days(db, Their, [Ours], default));
    }

    [Fact]
    public async Task Runs_of_ours_are_neither_shown_nor_asked_for_in_the_scope_of_another()
    {
        var framework = await agencies.IdAsync($"select framework_id from gap_result where organization_id = '{Ours}' limit 1");
        Guid[] units = await agencies.IdsAsync($"select id from unit where organization_id = '{Ours}'");
        await using var db = Databases.Open(agencies.Source, Actor.System(agencies.Today, Ours));
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var (scope, sees) in (IEnumerable<(Scope, bool)>)[(Our, true), (Their, false), (Scope.None, false)])
        {
            var facts = await RunPageSql.Read(db, scope, Ours, 1, 10, default);
            Assert.Equal(sees, facts.Last is not null);
            Assert.Equal(sees, facts.RunCount > 0);
            Assert.Equal(sees, (await RunPageSql.UnitCost(db, scope, Ours, units, agencies.Today, default)).People > 0);
            Assert.Equal(sees, await RunPageSql.RaiseUnits(db, scope, Ours, units, agencies.Today, default) > 0);
            Assert.Equal(sees, (await RunPageSql.Compare(db, scope, Ours, framework, 1, long.MaxValue - 1, default)).Count > 0);
        }
        var row = new Setting { Id = Guid.CreateVersion7(), OwnerOrganizationId = Ours, Key = SettingKeys.PauseWindow, Value = "none", ValidFrom = agencies.Today, ChangedBy = Actor.SystemAccountId, RecordedAt = TimeProvider.System.GetUtcNow() };
        Assert.Null(await RunPageSql.SetPause(db, Our, row, default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunPageSql.SetPause(db, Their, row, default));
    }

    public sealed class TwoAgencies : IAsyncLifetime
    {
        private TestDatabase database = null!;

        public NpgsqlDataSource Source { get; private set; } = null!;

        public DateOnly Today { get; } = TimeProvider.System.TaipeiToday();

        public Guid Ours { get; private set; }

        public Guid Theirs { get; private set; }

        public async ValueTask InitializeAsync()
        {
            database = await DemoDatabase.CloneAsync();
            Source = NpgsqlDataSource.Create(database.AppConnectionString);
            Ours = await IdAsync("select organization_id from person p where account_id = (select id from account where user_name = 'hr@demo.example')");
            Theirs = await IdAsync("select organization_id from person p where account_id = (select id from account where user_name = 'hr-b@demo.example')");
        }

        public async ValueTask DisposeAsync()
        {
            await Source.DisposeAsync();
            await database.DisposeAsync();
        }

        public async Task<Guid[]> IdsAsync(string sql)
        {
            await using var command = Source.CreateCommand($"select array({sql})");
            return (Guid[])(await command.ExecuteScalarAsync())!;
        }

        public async Task<Guid> IdAsync(string sql)
        {
            await using var command = Source.CreateCommand(sql);
            return (Guid)(await command.ExecuteScalarAsync())!;
        }

        public async Task<string> CountAsync(params string[] tables)
        {
            List<string> counts = [];
            foreach (var table in tables)
            {
                await using var command = Source.CreateCommand($"select '{table} ' || count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) from {table}");
                counts.Add((string)(await command.ExecuteScalarAsync())!);
            }

            return string.Join(", ", counts);
        }

        public async Task<bool> IsLockedAsync(string table, Guid id)
        {
            await using var command = Source.CreateCommand($"select from {table} where id = '{id}' for update skip locked");
            await using var reader = await command.ExecuteReaderAsync();
            return !reader.HasRows;
        }
    }
}
