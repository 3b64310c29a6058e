using JobAnalysis.TestKit;
using Npgsql;

namespace JobAnalysis.EmbeddedPostgres.Tests;

/// <summary>The test kit's own promise: one template per key, clones apart from each other, the roles of production.</summary>
public sealed class TestPostgresTests
{
    private const string Key = "test-kit";

    [Fact]
    public async Task A_template_is_migrated_once_and_clones_do_not_see_each_other()
    {
        var migrations = 0;
        var postgres = await TestPostgres.GetAsync();
        var key = $"{Key}-{Guid.CreateVersion7()}";
        async Task Migrate(string owner)
        {
            Interlocked.Increment(ref migrations);
            await Sql.RunAsync(owner, "CREATE TABLE t (id int); GRANT SELECT, INSERT ON t TO jobanalysis_app");
        }

        await Task.WhenAll(postgres.CreateTemplateAsync(key, Migrate), postgres.CreateTemplateAsync(key, Migrate));
        await using var one = await postgres.CloneAsync(key);
        await using var two = await postgres.CloneAsync(key);
        await Sql.RunAsync(one.AppConnectionString, "INSERT INTO t VALUES (1)");

        Assert.Equal(1, migrations);
        Assert.Equal(1L, await Sql.RunAsync(one.AppConnectionString, "SELECT count(*) FROM t"));
        Assert.Equal(0L, await Sql.RunAsync(two.AppConnectionString, "SELECT count(*) FROM t"));
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => Sql.RunAsync(one.AppConnectionString, "DROP TABLE t"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task A_failed_migration_leaves_no_template()
    {
        var postgres = await TestPostgres.GetAsync();
        var key = $"{Key}-{Guid.CreateVersion7()}";
        await Assert.ThrowsAsync<InvalidOperationException>(() => postgres.CreateTemplateAsync(key, _ => throw new InvalidOperationException()));

        await postgres.CreateTemplateAsync(key, owner => Sql.RunAsync(owner, "CREATE TABLE second_try (id int)"));

        await using var clone = await postgres.CloneAsync(key);
        Assert.Equal(0L, await Sql.RunAsync(clone.OwnerConnectionString, "SELECT count(*) FROM second_try"));
    }

    [Fact]
    public async Task A_fifth_clone_waits_and_a_disposed_one_is_dropped()
    {
        var postgres = await TestPostgres.GetAsync();
        await postgres.CreateTemplateAsync(Key, _ => Task.CompletedTask);
        var four = new List<TestDatabase>();
        for (var i = 0; i < 4; i++)
        {
            four.Add(await postgres.CloneAsync(Key));
        }

        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => postgres.CloneAsync(Key, impatient.Token));
        foreach (var clone in four)
        {
            await clone.DisposeAsync();
        }

        await using var fifth = await postgres.CloneAsync(Key);
        var left = await Sql.RunAsync(postgres.AdminConnectionString, $"SELECT count(*) FROM pg_database WHERE datname IN ({string.Join(',', four.Select(c => $"'{c.Name}'"))})");
        Assert.Equal(0L, left);
    }
}
