using System.Diagnostics;
using JobAnalysis.EmbeddedPostgres;
using JobAnalysis.Migrations;
using JobAnalysis.Migrations.Generate;
using JobAnalysis.Migrations.Seed;
using Npgsql;

namespace JobAnalysis.Benchmarks;

/// <summary>A cluster of its own with the nation in it: fsync and synchronous_commit on, settings for 2 cores and 23 GB.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    /// <summary>Everything else is PostgreSQL's default. autovacuum is off because every measurement vacuums before it begins.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["shared_buffers"] = "6GB",
        ["effective_cache_size"] = "14GB",
        ["max_wal_size"] = "32GB",
        ["checkpoint_timeout"] = "60min",
        ["wal_buffers"] = "64MB",
        ["random_page_cost"] = "1.1",
        ["fsync"] = "on",
        ["synchronous_commit"] = "on",
        ["full_page_writes"] = "on",
        ["autovacuum"] = "off",
    };

    private readonly EmbeddedCluster cluster;
    private readonly string? throwaway;

    private BenchCluster(EmbeddedCluster cluster, string? throwaway)
    {
        (this.cluster, this.throwaway) = (cluster, throwaway);
        Admin = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(cluster.AdminConnectionString) { Database = EmbeddedCluster.DatabaseName, CommandTimeout = 0, MaxPoolSize = 20 });
    }

    /// <summary>The superuser on the nation's database: prepares, measures floor and plain, looks at statistics.</summary>
    public NpgsqlDataSource Admin { get; }

    public string AppConnectionString => cluster.AppConnectionString;

    public string OwnerConnectionString => cluster.OwnerConnectionString;

    public static async Task<BenchCluster> Start(BenchOptions options, Figures figures)
    {
        var folder = options.Folder ?? Path.Combine(Path.GetTempPath(), $"jobanalysis-bench-{Environment.ProcessId}");
        var started = await Restarted(new() { DataFolder = folder, Log = figures.Say });
        var bench = new BenchCluster(started, options.Folder is null ? folder : null);
        figures.Say($"PostgreSQL {await bench.Ask<string>("show server_version")}: {string.Join(", ", Settings.Select(s => $"{s.Key}={s.Value}"))}");
        await bench.Fill(options, figures);
        await bench.Execute(BenchClock.Instance.Sql);
        return bench;
    }

    private static async Task<EmbeddedCluster> Restarted(EmbeddedClusterOptions options)
    {
        var first = await EmbeddedCluster.StartAsync(options, CancellationToken.None);
        await using (var connection = new NpgsqlConnection(first.AdminConnectionString))
        {
            await connection.OpenAsync();
            foreach (var (name, value) in Settings)
            {
                await using var command = new NpgsqlCommand($"alter system set {name} = '{value}'", connection);
                await command.ExecuteNonQueryAsync();
            }
            NpgsqlConnection.ClearPool(connection);
        }
        await first.DisposeAsync();
        return await EmbeddedCluster.StartAsync(options, CancellationToken.None);
    }

    /// <summary>Generates the nation unless the folder holds it already.</summary>
    private async Task Fill(BenchOptions options, Figures figures)
    {
        await Migrator.MigrateAsync(OwnerConnectionString, DatabaseRoles.App, figures.Say, CancellationToken.None);
        var wanted = $"{options.People}/{options.Seed}/{options.RatedAgencies}";
        await Execute("create schema if not exists bench; create table if not exists bench.nation(made text)");
        if (await Ask<string?>("select max(made) from bench.nation") == wanted)
        {
            figures.Say($"nation {wanted} is there");
            return;
        }
        await Seeder.SeedAsync(OwnerConnectionString, figures.Say, CancellationToken.None);
        await NationGenerator.RunAsync(OwnerConnectionString, new(options.People, options.Seed, BenchOptions.Today, options.RatedAgencies), figures.Say, CancellationToken.None);
        await Execute($"insert into bench.nation values ('{wanted}'); checkpoint");
    }

    public async Task Execute(string sql)
    {
        await using var command = Admin.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<double> Timed(string sql)
    {
        var watch = Stopwatch.StartNew();
        await Execute(sql);
        return watch.Elapsed.TotalSeconds;
    }

    public async Task<T> Ask<T>(string sql)
    {
        await using var command = Admin.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is T value ? value : default!;
    }

    public async Task<IReadOnlyList<string>> Lines(string sql)
    {
        await using var command = Admin.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> lines = [];
        while (await reader.ReadAsync()) lines.Add(reader.GetValue(0).ToString() ?? "");
        return lines;
    }

    /// <summary>As a quiet night finds it: no dead rows, fresh statistics, nothing left to write.</summary>
    public async Task Settle()
    {
        await Execute("vacuum (analyze) person, accepted_vector, gap_result, gap_history, gap_total, gap_run, gap_publication");
        await Execute("checkpoint");
    }

    public async ValueTask DisposeAsync()
    {
        await Admin.DisposeAsync();
        await cluster.DisposeAsync();
        if (throwaway is not null) await EmbeddedCluster.TryDeleteAsync(new() { DataFolder = throwaway });
    }
}
