namespace JobAnalysis.Chaos.Tests;

/// <summary>Runs that are killed, doubled, stopped and delayed, with real processes (security-reliability.md D1, D2, D4, D6).</summary>
[Collection(nameof(ChaosCollection))]
public sealed class RunFaultTests(ChaosCluster cluster)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(61);

    /// <summary>Somebody stands still in a place where <see cref="ChaosDatabase.DelayAsync"/> holds him.</summary>
    private const string StandingStill = "select count(*) > 0 from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'";

    private static readonly string[] Places = ["claim", "merge", "history", "publication"];

    [Theory]
    [MemberData(nameof(Scenario.Usual), MemberType = typeof(Scenario))]
    public async Task D1_PostgreSQL_killed_in_the_middle_of_runs_loses_nothing(int seed)
    {
        var random = new Random(seed);
        var database = await cluster.CloneAsync(published: true);
        await using var driver = await Driver.StartAsync(database, seed);
        await database.DisturbAsync(seed);
        await database.RaiseAsync();
        await database.DelayAsync(Places[random.Next(Places.Length)], 0.4);
        using var stop = new CancellationTokenSource();
        var writing = driver.RunAsync(stop.Token);
        await using var first = WorkerProcess.Start(database.AppConnectionString);
        Assert.True(await database.UntilAsync(ChaosDatabase.Claimed, Soon), first.Output);
        await Task.Delay(random.Next(0, 1500));

        await cluster.KillAsync();
        await Task.Delay(random.Next(0, 500));
        await cluster.StartAsync();

        await database.JumpAsync(Lease);
        await using var second = WorkerProcess.Start(database.AppConnectionString);
        var done = await database.UntilAsync(ChaosDatabase.Quiet, Soon);
        await stop.CancelAsync();
        await writing;
        Assert.True(done, second.Output);
        await Ends(first, second);
        await Oracle.HoldsAsync(database, driver.Journal);
    }

    [Theory]
    [MemberData(nameof(Scenario.Once), MemberType = typeof(Scenario))]
    public async Task D2_a_killed_backend_restarts_the_server_and_the_run_is_done_again(int seed)
    {
        var random = new Random(seed);
        var database = await cluster.CloneAsync(published: true);
        await database.DisturbAsync(seed);
        await database.RaiseAsync();
        await database.DelayAsync(Places[random.Next(Places.Length)], 0.5);
        await using var worker = WorkerProcess.Start(database.AppConnectionString);
        Assert.True(await database.UntilAsync(ChaosDatabase.Claimed, Soon), worker.Output);
        await Task.Delay(random.Next(0, 800));
        var backend = await database.AskAsync<int>("select coalesce((select pid from pg_stat_activity where usename = 'jobanalysis_app' and datname = current_database() order by state = 'active' desc, pid limit 1), 0)");
        if (backend != 0) await Signals.SendAsync(backend, "KILL");
        await Task.Delay(1000);

        await cluster.AnswersAsync();
        await database.JumpAsync(Lease);
        await using var second = WorkerProcess.Start(database.AppConnectionString);
        Assert.True(await database.UntilAsync(ChaosDatabase.Quiet, Soon), second.Output);
        await Ends(worker, second);
        await Oracle.HoldsAsync(database);
    }

    [Theory]
    [MemberData(nameof(Scenario.Usual), MemberType = typeof(Scenario))]
    public async Task D4_a_killed_worker_is_followed_by_another(int seed)
    {
        var random = new Random(seed);
        var database = await cluster.CloneAsync(published: true);
        await database.DisturbAsync(seed);
        await database.RaiseAsync();
        await database.DelayAsync(Places[random.Next(Places.Length)], 0.6);
        await using var first = WorkerProcess.Start(database.AppConnectionString);
        Assert.True(await database.UntilAsync(ChaosDatabase.Claimed, Soon), first.Output);
        await Task.Delay(random.Next(0, 1500));
        await first.KillAsync();

        // Nobody takes a slot whose lease still runs; afterwards the next look does.
        await database.JumpAsync(Lease);
        await using var second = WorkerProcess.Start(database.AppConnectionString);
        Assert.True(await database.UntilAsync(ChaosDatabase.Quiet, Soon), second.Output);
        await Ends(second);
        await Oracle.HoldsAsync(database);
    }

    [Fact]
    public async Task D4_after_kill_9_another_process_publishes_within_two_minutes_of_real_time()
    {
        if (!Scenario.All) Assert.Skip("A lease that ends by itself takes more than a minute: infra/test.sh chaos.");
        var database = await cluster.CloneAsync(published: true);
        // It runs already, has found nothing, and looks every 30 seconds; nobody moves a clock or starts anything any more.
        await using var second = WorkerProcess.Start(database.AppConnectionString);
        await second.RunsAsync();
        await database.DisturbAsync(4);
        await database.DelayAsync("merge", 2);
        await database.RaiseAsync();
        await using var first = WorkerProcess.Start(database.AppConnectionString);
        Assert.True(await database.UntilAsync(ChaosDatabase.Claimed, Soon), first.Output);
        var holder = await database.AskAsync<string>("select max(claimed_by) from gap_run where requested > published");
        var killed = holder.EndsWith($"/{first.Id}", StringComparison.Ordinal) ? first : second;
        var other = killed == first ? second : first;
        await other.RunsAsync();
        await killed.KillAsync();
        var since = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(0, await database.AskAsync<long>("select count(*) from gap_publication where id > 1"));
        await database.DelayAsync("merge", 0);
        var done = await database.UntilAsync(ChaosDatabase.Quiet, TimeSpan.FromMinutes(3));
        TestContext.Current.TestOutputHelper!.WriteLine($"published {since.Elapsed.TotalSeconds:0.0} s after kill -9");
        Assert.True(done && since.Elapsed < TimeSpan.FromMinutes(2), $"{(done ? "published only" : "not published")} {since.Elapsed.TotalSeconds:0.0} s after kill -9\n{other.Output}");
        await Ends(other);
        await Oracle.HoldsAsync(database);
    }

    [Theory]
    [MemberData(nameof(Scenario.Usual), MemberType = typeof(Scenario))]
    public async Task D6_a_worker_that_stood_still_for_minutes_publishes_nothing_any_more(int seed)
    {
        var database = await cluster.CloneAsync(published: true);
        await database.DisturbAsync(seed);
        await database.RaiseAsync();
        // It stops while its claim is being written: the claim stands, and everything it does with it comes minutes later.
        await database.DelayAsync("claim", 0.5);
        await using var zombie = WorkerProcess.Start(database.AppConnectionString);
        Assert.True(await database.UntilAsync(StandingStill + " and ltrim(query) ilike 'with waiting%'", Soon), zombie.Output);
        await zombie.StopAsync();
        await database.DelayAsync("claim", 0);
        Assert.True(await database.UntilAsync(ChaosDatabase.Claimed, Soon), zombie.Output);
        var before = await database.ListAsync("select organization_id || ' ' || epoch from gap_run where requested > published and claimed_by is not null");
        Assert.NotEmpty(before);

        await database.JumpAsync(Lease);
        await using var second = WorkerProcess.Start(database.AppConnectionString);
        Assert.True(await database.UntilAsync(ChaosDatabase.Quiet, Soon), second.Output);
        var published = await database.AskAsync<long>("select count(*) from gap_publication");
        await zombie.ContinueAsync();
        await Task.Delay(3000);
        Assert.Equal(published, await database.AskAsync<long>("select count(*) from gap_publication"));
        foreach (var slot in before) Assert.Equal(0, await database.AskAsync<long>($"select count(*) from gap_publication where organization_id || ' ' || epoch = '{slot}' and published_at > run_clock() - interval '60 seconds' and started_at < run_clock() - interval '61 seconds'"));
        Assert.False(zombie.HasExited && zombie.ExitCode != 0, zombie.Output);
        await Ends(zombie, second);
        await Oracle.HoldsAsync(database);
    }

    [Fact]
    public async Task D6_a_worker_that_stands_still_while_it_publishes_holds_nobody_up_for_longer_than_two_minutes()
    {
        if (!Scenario.All) Assert.Skip("A minute of waiting for real time-outs is for infra/test.sh chaos.");
        var database = await cluster.CloneAsync(published: true);
        await database.DisturbAsync(6);
        await database.RaiseAsync();
        await database.DelayAsync("publication", 1);
        await using var zombie = WorkerProcess.Start(database.AppConnectionString);
        Assert.True(await database.UntilAsync(StandingStill + " and query ilike 'copy gap_publication%'", Soon), zombie.Output);
        await zombie.StopAsync();
        await database.DelayAsync("publication", 0);

        // Its locks end with its transaction (idle_in_transaction_session_timeout), its claim with the lease.
        await database.JumpAsync(Lease);
        await using var second = WorkerProcess.Start(database.AppConnectionString);
        Assert.True(await database.UntilAsync(ChaosDatabase.Quiet, TimeSpan.FromMinutes(2)), second.Output);
        await zombie.ContinueAsync();
        await Task.Delay(3000);
        await Ends(zombie, second);
        await Oracle.HoldsAsync(database);
    }

    [Fact]
    public async Task D11_a_worker_whose_line_is_cut_between_COMMIT_and_its_answer_publishes_once()
    {
        var database = await cluster.CloneAsync(published: true);
        await database.DisturbAsync(11);
        await using var proxy = new ChaosProxy(database.AppConnectionString);
        var before = await database.AskAsync<long>("select count(*) from gap_publication");
        await database.RaiseAsync();
        proxy.CutAfterCommit("copy gap_publication");
        await using var worker = WorkerProcess.Start(proxy.ConnectionString);
        Assert.True(await database.UntilAsync(ChaosDatabase.Quiet, Soon), worker.Output);
        await Task.Delay(4000);
        Assert.Equal(1, proxy.Cuts);
        Assert.Equal(before + 3, await database.AskAsync<long>("select count(*) from gap_publication"));
        await Ends(worker);
        await Oracle.HoldsAsync(database);
    }

    [Theory]
    [MemberData(nameof(Scenario.Once), MemberType = typeof(Scenario))]
    public async Task A_rolling_restart_in_the_middle_of_runs_publishes_every_slot_once(int seed)
    {
        var random = new Random(seed);
        var database = await cluster.CloneAsync(published: true);
        await database.DisturbAsync(seed);
        await database.RaiseAsync();
        await database.DelayAsync(Places[random.Next(Places.Length)], 0.4);
        await using var old = WorkerProcess.Start(database.AppConnectionString);
        Assert.True(await database.UntilAsync(ChaosDatabase.Claimed, Soon), old.Output);
        await using var @new = WorkerProcess.Start(database.AppConnectionString);
        await Task.Delay(random.Next(0, 1500));
        Assert.Equal(0, await old.TerminateAsync());
        // What the old one gave back needs no lease to end, only a look.
        await using var third = WorkerProcess.Start(database.AppConnectionString);
        Assert.True(await database.UntilAsync(ChaosDatabase.Quiet, Soon), @new.Output);
        await Ends(@new, third);
        await Oracle.HoldsAsync(database);
    }

    /// <summary>Workers end when they are told to, with 0.</summary>
    private static async Task Ends(params WorkerProcess[] workers)
    {
        foreach (var worker in workers)
        {
            if (!worker.HasExited) Assert.True(await worker.TerminateAsync() == 0, worker.Output);
        }
    }
}
