using JobAnalysis.Migrations;
using JobAnalysis.TestKit;
using Npgsql;

namespace JobAnalysis.Application.Tests.Migrations;

/// <summary>A binary serves any schema not older than itself whose minimum it meets (architecture.md).</summary>
public sealed class SchemaVersionTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private NpgsqlDataSource owner = null!;
    private NpgsqlDataSource app = null!;

    public async ValueTask InitializeAsync()
    {
        database = await Databases.CloneSeededAsync();
        owner = NpgsqlDataSource.Create(database.OwnerConnectionString);
        app = NpgsqlDataSource.Create(database.AppConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await owner.DisposeAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_migrated_database_is_served() => Assert.Null(await Mismatch());

    [Fact]
    public async Task A_schema_older_than_the_binary_is_refused()
    {
        await Change("schema_version = schema_version - 1");
        Assert.Equal(SchemaMismatch.Older, await Mismatch());
    }

    [Fact]
    public async Task A_newer_schema_is_served_as_long_as_the_binary_meets_its_minimum()
    {
        await Change("schema_version = schema_version + 7");
        Assert.Null(await Mismatch());
        await Change("min_binary_version = schema_version");
        Assert.Equal(SchemaMismatch.Newer, await Mismatch());
    }

    [Fact]
    public async Task A_database_without_a_schema_is_older()
    {
        await Execute(owner, "drop table schema_state");
        Assert.Equal(SchemaMismatch.Older, await Mismatch());
    }

    [Fact]
    public async Task An_older_binary_that_migrates_again_lowers_nothing()
    {
        await Change("schema_version = 99, min_binary_version = 98");
        await Migrator.MigrateAsync(database.OwnerConnectionString, null, _ => { }, TestContext.Current.CancellationToken);
        await using var command = owner.CreateCommand("select schema_version || '/' || min_binary_version from schema_state");
        Assert.Equal("99/98", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_app_role_cannot_say_another_version()
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Execute(app, "update schema_state set schema_version = 0"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private Task<SchemaMismatch?> Mismatch() => Migrator.FindMismatch(app, TestContext.Current.CancellationToken);

    private Task Change(string set) => Execute(owner, $"update schema_state set {set}");

    private static async Task Execute(NpgsqlDataSource dataSource, string sql)
    {
        await using var command = dataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
