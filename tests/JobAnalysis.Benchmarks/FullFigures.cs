using System.Globalization;

namespace JobAnalysis.Benchmarks;

/// <summary>Full runs against the floor taken just before each, deltas against the full run of the same size.</summary>
internal sealed class FullFigures(BenchCluster cluster, BenchOptions options, Figures figures)
{
    private readonly Changes changes = new(cluster);
    private readonly Floor floor = new(cluster);
    private int agencies;

    /// <summary>Medians in seconds, for figures that compare with them.</summary>
    public double Typical { get; private set; }

    public double First { get; private set; }

    public double AllChanged { get; private set; }

    public async Task Run()
    {
        agencies = (int)await cluster.Ask<long>("select count(*) from organization");
        // Pages and acceptance alone need a published nation only; a kept folder has one.
        if (!options.Parts.Overlaps(["full", "delta", "plain", "peak", "typical"]) && await cluster.Ask<long>("select count(distinct organization_id) from gap_total") == agencies) return;
        await changes.Prepare(options.People);
        await using var engine = new Engine(cluster.AppConnectionString);
        await Fill(engine);
        if (options.Parts.Contains("full"))
        {
            Typical = await Compare(engine, "full_typical_over_floor", () => changes.Levels("typical"));
            AllChanged = await Compare(engine, "full_all_changed_over_floor", async () =>
            {
                await changes.Version();
                await changes.ForgetHistory();
            });
            // Emptied after the floor was taken, which needs the filled state.
            First = await Compare(engine, "full_first_over_floor", () => Task.CompletedTask, changes.Empty);
        }
        else if (options.Parts.Overlaps(["delta", "typical"])) Typical = Figures.Median(await Measure(engine, full: true, () => changes.Levels("typical")));
        if (options.Parts.Contains("delta")) await Deltas(engine);
    }

    /// <summary>The state in which a nation normally is: everything published once. Also warms up.</summary>
    private async Task Fill(Engine engine)
    {
        await changes.Empty();
        await Engine.Raise(cluster, full: true);
        await cluster.Settle();
        var seconds = await engine.Run(agencies);
        figures.Say(string.Create(CultureInfo.InvariantCulture, $"first publication of {agencies} agencies: {seconds:0.00} s, not counted"));
        await floor.Prepare();
    }

    private async Task<double> Compare(Engine engine, string figure, Func<Task> change, Func<Task>? afterFloor = null)
    {
        List<double> floors = [], runs = [], ratios = [];
        var detail = "";
        // One more than counted: the first run after a change of kind warms caches and plans.
        for (var i = 0; i <= options.Runs; i++)
        {
            await change();
            await Engine.Raise(cluster, full: true);
            await cluster.Settle();
            var (read, write, parts) = await floor.Measure();
            if (afterFloor is not null)
            {
                await afterFloor();
                await Engine.Raise(cluster, full: true);
            }
            await cluster.Settle();
            var wal = await Wal();
            var seconds = await engine.Run(agencies);
            var written = await Wal() - wal;
            figures.Say(string.Create(CultureInfo.InvariantCulture, $"{figure} {i}: floor {read:0.00} + {write:0.00} s, run {seconds:0.00} s, WAL {written / 1e6:0} MB"));
            detail = parts;
            if (i == 0) continue;
            floors.Add(read + write);
            runs.Add(seconds);
            ratios.Add(seconds / (read + write));
        }
        await ExpectedResults.Check(cluster, figure);
        figures.Add(figure, Figures.Median(ratios), runs.Count, new { seconds = Round(Figures.Median(runs)), floor_seconds = Round(Figures.Median(floors)), people_per_second = (int)(options.People / Figures.Median(runs)), floor_parts = detail });
        return Figures.Median(runs);
    }

    private async Task Deltas(Engine engine)
    {
        foreach (var (figure, set) in new[] { ("delta1_over_full_typical", "spread"), ("delta1_four_over_full_typical", "four") })
        {
            var seconds = Figures.Median(await Measure(engine, full: false, () => changes.Levels(set)));
            await ExpectedResults.Check(cluster, figure);
            figures.Add(figure, seconds / Typical, options.Runs, new { seconds = Round(seconds), full_seconds = Round(Typical) });
        }
        await engine.Run(0);
        // What the deltas wrote is told with the same delay; without it their rows would be counted here.
        await Task.Delay(TimeSpan.FromSeconds(12));
        var (before, wal) = (await Written(), await Wal());
        List<double> walOfRuns = [];
        var idle = Figures.Median(await Measure(engine, full: false, () => Task.CompletedTask, walOfRuns));
        figures.Add("delta0_over_full_typical", idle / Typical, options.Runs, new { seconds = Round(idle), full_seconds = Round(Typical) });
        await Task.Delay(TimeSpan.FromSeconds(12));
        figures.Add("delta0_result_rows_written", await Written() - before, options.Runs + 1, new { wal_bytes_of_a_run = (long)Figures.Median(walOfRuns), wal_bytes_with_preparation = await Wal() - wal });
    }

    private async Task<List<double>> Measure(Engine engine, bool full, Func<Task> change, List<double>? walOfRuns = null)
    {
        List<double> runs = [];
        for (var i = 0; i <= options.Runs; i++)
        {
            await change();
            await Engine.Raise(cluster, full);
            await cluster.Settle();
            var wal = await Wal();
            var seconds = await engine.Run(agencies);
            figures.Say(string.Create(CultureInfo.InvariantCulture, $"{(full ? "full" : "delta")} {i}: {seconds:0.000} s"));
            if (i == 0) continue;
            walOfRuns?.Add(await Wal() - wal);
            runs.Add(seconds);
        }
        return runs;
    }

    private Task<long> Wal() => cluster.Ask<long>("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");

    /// <summary>Rows written so far. A backend tells its counts within ten seconds of falling idle.</summary>
    private Task<long> Written() => cluster.Ask<long>("""
        select sum(n_tup_ins + n_tup_upd + n_tup_del)::bigint from pg_stat_user_tables where relname in ('gap_result', 'gap_history', 'gap_total')
        """);

    private static double Round(double seconds) => Math.Round(seconds, 3);
}
