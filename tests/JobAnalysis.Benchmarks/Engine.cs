using System.Diagnostics;
using JobAnalysis.Application;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Jobs;

namespace JobAnalysis.Benchmarks;

/// <summary>The engine through its public operation, as a worker's process holds it: the role of the application, its pool.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private const int WorkerPoolSize = 8;

    private readonly ServiceProvider services;

    public Engine(string appConnectionString) => services = new ServiceCollection()
        .AddSingleton<TimeProvider>(BenchClock.Instance)
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error).AddSimpleConsole(console => console.SingleLine = true))
        .AddApplication(appConnectionString, WorkerPoolSize)
        .AddSingleton<SystemSender>()
        .BuildServiceProvider();

    /// <summary>Raises the slot of today for every agency, as the night does.</summary>
    public static Task Raise(BenchCluster cluster, bool full) => cluster.Execute($"""
        insert into gap_run as r (organization_id, as_of, formula_version, requested, published, epoch, cause, "full", failures, requested_at)
        select id, taipei_date(run_clock()), {Domain.Gaps.GapFormula.Version}, 1, 0, 0, 'Nightly', {(full ? "true" : "false")}, 0, run_clock() from organization
        on conflict (organization_id, as_of, formula_version) do update
        set requested = r.requested + 1, cause = excluded.cause, "full" = r."full" or excluded."full", requested_at = excluded.requested_at
        """);

    /// <summary>Runs what is raised: claim, reading, comparison, staging, publishing, history, totals and the run record. Seconds.</summary>
    public async Task<double> Run(int publications)
    {
        var watch = Stopwatch.StartNew();
        var outcome = await Look();
        var seconds = watch.Elapsed.TotalSeconds;
        return outcome.Published == publications && outcome.Failed == 0 ? seconds
            : throw new InvalidOperationException($"{outcome.Published} of {publications} published, {outcome.Refused} refused, {outcome.Failed} failed");
    }

    /// <summary>Runs what waits, as the watchdog does when it looks.</summary>
    public Task<RunDueSlots.Outcome> Look() => services.GetRequiredService<SystemSender>().Send(new RunDueSlots.Operation(), CancellationToken.None);

    /// <summary>Builds every vector anew. Seconds.</summary>
    public async Task<double> Rebuild()
    {
        var watch = Stopwatch.StartNew();
        await services.GetRequiredService<SystemSender>().Send(new RebuildVectors.Operation(null, CheckOnly: false, FromRatings: true), CancellationToken.None);
        return watch.Elapsed.TotalSeconds;
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
