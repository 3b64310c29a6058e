using System.Globalization;
using JobAnalysis.TestKit;
using Npgsql;

namespace JobAnalysis.Chaos.Tests;

/// <summary>One scenario's database: its clock, its places to stand still, its slots.</summary>
public sealed class ChaosDatabase(ChaosCluster cluster, string app, string admin)
{
    public ChaosCluster Cluster { get; } = cluster;

    public string AppConnectionString { get; } = app;

    /// <summary>The application in this process, on the connection given or the plain one; its clock says what the database says.</summary>
    public TestApplication Open(string? connectionString = null) => new(connectionString ?? AppConnectionString);

    /// <summary>Moves run_clock(), on which leases and as-of dates depend.</summary>
    public Task JumpAsync(TimeSpan by) => ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"update chaos_clock set shift = shift + interval '{by.TotalSeconds} seconds'"));

    /// <summary>Makes whoever comes to a place (claim, merge, history, publication) stand still there; 0 = no longer.</summary>
    public Task DelayAsync(string place, double seconds) => ExecuteAsync(string.Create(CultureInfo.InvariantCulture,
        $"insert into chaos_delay values ('{place}', {seconds}) on conflict (place) do update set seconds = excluded.seconds"));

    /// <summary>Makes whoever comes to a place fail as a full or broken disk does (SQLSTATE 53100, 58030).</summary>
    public Task BreakAsync(string place, string state) => ExecuteAsync($"insert into chaos_fault values ('{place}', '{state}')");

    public Task MendAsync() => ExecuteAsync("delete from chaos_fault");

    /// <summary>How often a fault of <see cref="BreakAsync"/> was met.</summary>
    public Task<long> TriesAsync() => AskAsync<long>("select case when is_called then last_value else 0 end from chaos_tries");

    /// <summary>Raises the slot of today for every agency, as HR's buttons would.</summary>
    public Task RaiseAsync(bool full = true) => ExecuteAsync($"""
        insert into gap_run as r (organization_id, as_of, formula_version, requested, published, epoch, cause, "full", failures, requested_at)
        select id, taipei_date(run_clock()), {Domain.Gaps.GapFormula.Version.ToString(CultureInfo.InvariantCulture)}, 1, 0, 0, 'Button', {(full ? "true" : "false")}, 0, run_clock() from organization
        on conflict (organization_id, as_of, formula_version) do update set requested = r.requested + 1, "full" = r."full" or excluded."full"
        """);

    /// <summary>Changes what results rest on, so that a run has rows to write: validity of levels ends or goes on.</summary>
    public Task DisturbAsync(int seed) => ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"""
        update appointment_tier t set tier = (array['Junior', 'Middle', 'Senior'])[1 + abs(hashtext(t.id::text || '{seed}')) % 3]
        where abs(hashtext(t.appointment_id::text || 'x{seed}')) % 3 = 0;
        update person set input_revision = input_revision + 1;
        """));

    /// <summary>Waits until a statement says true.</summary>
    public async Task<bool> UntilAsync(string condition, TimeSpan limit)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (waited.Elapsed < limit)
        {
            if (await AskAsync<bool>($"select coalesce(({condition}), false)")) return true;
            await Task.Delay(25);
        }
        return false;
    }

    /// <summary>Nothing waits or is being run.</summary>
    public const string Quiet = "select count(*) > 0 and bool_and(requested <= published) from gap_run";

    /// <summary>Somebody holds a slot.</summary>
    public const string Claimed = "select bool_or(requested > published and lease_until > run_clock()) from gap_run";

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(admin);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 60 };
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task<IReadOnlyList<string>> ListAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(admin);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 60 };
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync()) rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        return rows;
    }

    public Task ExecuteAsync(string sql) => ChaosCluster.ExecuteAsync(admin, sql);
}
