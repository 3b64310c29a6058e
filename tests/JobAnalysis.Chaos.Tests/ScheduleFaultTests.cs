namespace JobAnalysis.Chaos.Tests;

/// <summary>The alarm clock, doubled, stolen, wiped and late (security-reliability.md D13, D14, D16, D17).</summary>
[Collection(nameof(ChaosCollection))]
public sealed class ScheduleFaultTests(ChaosCluster cluster)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Theory]
    [MemberData(nameof(Scenario.Usual), MemberType = typeof(Scenario))]
    public async Task D13_three_schedulers_and_thirty_starts_at_once_are_one_publication(int seed)
    {
        var database = await cluster.CloneAsync();
        // The night of the demo's day has passed, nobody ran it, and thirty hands press the button for the same day.
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => database.RaiseAsync(full: seed % 2 == 0)));
        await database.DelayAsync("publication", 0.2);
        var workers = Enumerable.Range(0, 3).Select(_ => WorkerProcess.Start(database.AppConnectionString)).ToArray();
        try
        {
            Assert.True(await database.UntilAsync(ChaosDatabase.Quiet, Soon), workers[0].Output);
            await Task.Delay(500);
            Assert.Empty(await database.ListAsync("select organization_id || ' as of ' || as_of || ': ' || count(*) from gap_publication group by organization_id, as_of having count(*) <> 1"));
            Assert.Equal(await database.AskAsync<long>("select count(*) from gap_run"), await database.AskAsync<long>("select count(*) from gap_publication"));
        }
        finally
        {
            foreach (var worker in workers) await worker.DisposeAsync();
        }
        await Oracle.HoldsAsync(database);
    }

    [Fact]
    public async Task D13_a_slot_in_the_hands_of_a_slow_worker_is_published_by_it_alone_and_once()
    {
        var database = await cluster.CloneAsync(published: true);
        await database.DisturbAsync(13);
        await database.RaiseAsync();
        var before = await database.AskAsync<long>("select count(*) from gap_publication");
        await using var proxy = new ChaosProxy(database.AppConnectionString);
        // Its claim is made, the answer is under way, and the lease runs.
        proxy.HoldAnswersTo("with waiting as materialized");
        await using var slow = WorkerProcess.Start(proxy.ConnectionString);
        Assert.True(await database.UntilAsync(ChaosDatabase.Claimed, Soon), slow.Output);
        await using var second = WorkerProcess.Start(database.AppConnectionString);
        await using var third = WorkerProcess.Start(database.AppConnectionString);
        await Task.WhenAll(second.RunsAsync(), third.RunsAsync());
        List<string> faults = [];
        if (await database.UntilAsync($"select count(*) > {before} from gap_publication", TimeSpan.FromSeconds(4))) faults.Add("O3: a worker took slots that another held, with the lease running");
        proxy.LetGo();
        Assert.True(await database.UntilAsync(ChaosDatabase.Quiet, Soon), slow.Output);
        await Task.Delay(1500);
        faults.AddRange(await database.ListAsync("select 'O3: one request for ' || organization_id || ' as of ' || as_of || ' was published ' || count(*) - 1 || ' times' from gap_publication group by organization_id, as_of having count(*) <> 2"));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        foreach (var worker in (WorkerProcess[])[slow, second, third]) Assert.Equal(0, await worker.TerminateAsync());
        await Oracle.HoldsAsync(database);
    }

    [Theory]
    [MemberData(nameof(Scenario.Once), MemberType = typeof(Scenario))]
    public async Task D14_a_stolen_lock_of_Hangfire_changes_nothing(int seed)
    {
        var database = await cluster.CloneAsync();
        await database.DelayAsync("publication", 0.3 + seed % 3 / 10.0);
        await using var first = WorkerProcess.Start(database.AppConnectionString);
        await using var second = WorkerProcess.Start(database.AppConnectionString);
        using var stop = new CancellationTokenSource();
        var stealing = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    await database.ExecuteAsync("delete from hangfire.lock; update hangfire.jobqueue set fetchedat = null");
                    await Task.Delay(50);
                }
            },
            CancellationToken.None);
        var done = await database.UntilAsync(ChaosDatabase.Quiet, Soon);
        await stop.CancelAsync();
        await stealing;
        Assert.True(done, first.Output);
        Assert.Empty(await database.ListAsync("select organization_id || ' as of ' || as_of || ': ' || count(*) from gap_publication group by organization_id, as_of having count(*) <> 1"));
        await Oracle.HoldsAsync(database);
    }

    [Fact]
    public async Task With_the_schema_of_Hangfire_wiped_the_next_night_still_runs()
    {
        var database = await cluster.CloneAsync(published: true);
        await database.ExecuteAsync("drop schema hangfire cascade");
        await database.JumpAsync(TimeSpan.FromDays(1));
        await using var worker = WorkerProcess.Start(database.AppConnectionString);
        Assert.True(await database.UntilAsync("select count(*) = 3 from gap_publication where as_of = date '2026-11-24'", Soon), worker.Output);
        Assert.False(worker.HasExited, worker.Output);
        await Oracle.HoldsAsync(database);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)]
    public async Task D17_missed_nights_are_made_up_one_date_each_in_order(int nights)
    {
        if (nights > 3 && !Scenario.All) Assert.Skip("Forty nights are for infra/test.sh chaos.");
        var database = await cluster.CloneAsync(published: true);
        await database.JumpAsync(TimeSpan.FromDays(nights));
        await using var worker = WorkerProcess.Start(database.AppConnectionString);
        Assert.True(await database.UntilAsync($"select count(distinct as_of) = {1 + nights} and count(*) = 3 * {1 + nights} from gap_publication", TimeSpan.FromMinutes(2)), worker.Output);
        Assert.Equal(0, await worker.TerminateAsync());
        await Oracle.HoldsAsync(database);
    }

    [Fact]
    public async Task D16_a_clock_that_jumps_ahead_and_back_runs_no_date_twice_and_none_before_the_last()
    {
        var database = await cluster.CloneAsync(published: true);
        await database.JumpAsync(TimeSpan.FromDays(1));
        await using (var ahead = WorkerProcess.Start(database.AppConnectionString))
        {
            Assert.True(await database.UntilAsync("select count(*) = 6 from gap_publication", Soon), ahead.Output);
            await ahead.TerminateAsync();
        }

        await database.JumpAsync(-TimeSpan.FromDays(1));
        await using var back = WorkerProcess.Start(database.AppConnectionString);
        await Task.Delay(4000);
        Assert.Equal(6, await database.AskAsync<long>("select count(*) from gap_publication"));
        await back.TerminateAsync();
        await database.JumpAsync(TimeSpan.FromDays(1));
        await Oracle.HoldsAsync(database);
    }
}
