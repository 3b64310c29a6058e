using System.Globalization;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using JobAnalysis.EmbeddedPostgres;
using JobAnalysis.Migrations;
using JobAnalysis.Migrations.Seed;
using JobAnalysis.TestKit;
using Npgsql;

namespace JobAnalysis.Chaos.Tests;

/// <summary>A private cluster that writes through to the disk (fsync on), because it is killed. One for the whole assembly; a scenario gets a copy of the demo in it.</summary>
public sealed class ChaosCluster : IAsyncLifetime
{
    private const string Template = "chaos_demo";
    private const string PublishedTemplate = "chaos_published";

    private readonly EmbeddedClusterOptions options = new()
    {
        DataFolder = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"jobanalysis-chaos-{Environment.ProcessId}"), "postgres"),
        StartTimeout = TimeSpan.FromMinutes(1),
    };

    private EmbeddedCluster cluster = null!;
    private int next;

    public async ValueTask InitializeAsync()
    {
        cluster = await EmbeddedCluster.StartAsync(options, CancellationToken.None);
        await ExecuteAsync(Admin, $"create database {Template} owner {DatabaseRoles.Owner}");
        var owner = To(cluster.OwnerConnectionString, Template);
        await Migrator.MigrateAsync(owner, DatabaseRoles.App, _ => { }, CancellationToken.None);
        await Seeder.SeedAsync(owner, _ => { }, CancellationToken.None);
        await Databases.LoadDemoAsync(owner, new(Databases.DemoDay));
        await ExecuteAsync(To(cluster.AdminConnectionString, Template), await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "chaos.sql")));
        // 10:00 of the demo's day in Taipei, whatever the day of the test is.
        await ExecuteAsync(To(cluster.AdminConnectionString, Template), $"update chaos_clock set shift = timestamptz '{Databases.DemoDay:yyyy-MM-dd} 10:00+08' - clock_timestamp()");
        NpgsqlConnection.ClearAllPools();

        await ExecuteAsync(Admin, $"create database {PublishedTemplate} template {Template} owner {DatabaseRoles.Owner}");
        // One group after the other: what goes wrong between two of them is for the scenarios.
        Environment.SetEnvironmentVariable("JOBANALYSIS_GAP_PARALLEL", "1");
        await using (var application = new TestApplication(To(cluster.AppConnectionString, PublishedTemplate)))
        {
            Environment.SetEnvironmentVariable("JOBANALYSIS_GAP_PARALLEL", null);
            var outcome = await application.EndsAsync(application.SendAsync(Actor.System(Databases.DemoDay), new RunDueSlots.Operation()), "the first run of the demo", () => Task.FromResult<IReadOnlyList<string>>([]));
            if (outcome.Published != 3) throw new InvalidOperationException($"The demo published {outcome}.");
        }
        NpgsqlConnection.ClearAllPools();
    }

    public string Admin => cluster.AdminConnectionString;

    /// <summary>A copy of the demo: before its first publication, or after it, so that a run has results and history to replace.</summary>
    public async Task<ChaosDatabase> CloneAsync(bool published = false)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"chaos_{Interlocked.Increment(ref next)}");
        await AnswersAsync();
        await ExecuteAsync(Admin, $"create database {name} template {(published ? PublishedTemplate : Template)} owner {DatabaseRoles.Owner}");
        return new(this, To(cluster.AppConnectionString, name), To(cluster.AdminConnectionString, name));
    }

    /// <summary>kill -9 of the postmaster, and waits until nothing of it is left.</summary>
    public async Task KillAsync()
    {
        var pid = cluster.ServerProcessId ?? throw new InvalidOperationException("The server does not run.");
        await Signals.SendAsync(pid, "KILL");
        while (cluster.ServerProcessId is not null) await Task.Delay(20);
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>Waits out a recovery.</summary>
    public async Task AnswersAsync()
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                NpgsqlConnection.ClearAllPools();
                await ExecuteAsync(Admin, "select 1");
                return;
            }
            catch (NpgsqlException) when (tries < 1800)
            {
                await Task.Delay(100);
            }
        }
    }

    /// <summary>Starts the killed server again; crash recovery is its own.</summary>
    public async Task StartAsync() => await (await EmbeddedCluster.StartAsync(options, CancellationToken.None)).DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await cluster.DisposeAsync();
        await EmbeddedCluster.TryDeleteAsync(options);
        Directory.Delete(Path.GetDirectoryName(options.DataFolder)!, recursive: true);
    }

    internal static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 60 };
        await command.ExecuteNonQueryAsync();
    }

    private static string To(string connectionString, string database) => new NpgsqlConnectionStringBuilder(connectionString) { Database = database }.ConnectionString;
}
