namespace JobAnalysis.Chaos.Tests;

/// <summary>A full or broken disk (security-reliability.md D8, C78): tried once, told at once, nothing half visible, and done by itself when there is room again.</summary>
[Collection(nameof(ChaosCollection))]
public sealed class DiskFaultTests(ChaosCluster cluster)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    private static readonly string[] Places = ["merge", "history", "publication"];

    [Theory]
    [MemberData(nameof(Scenario.Once), MemberType = typeof(Scenario))]
    public async Task D8_a_full_disk_is_met_by_one_try_and_an_alarm_and_the_slots_stay_due(int seed)
    {
        var (place, state) = (Places[new Random(seed).Next(Places.Length)], seed % 3 == 0 ? "58030" : "53100");
        var database = await cluster.CloneAsync(published: true);
        await database.DisturbAsync(seed);
        await database.RaiseAsync();
        var (publications, shown) = (await database.AskAsync<long>("select count(*) from gap_publication"), await Oracle.ShownAsync(database));
        await database.BreakAsync(place, state);
        await using var worker = WorkerProcess.Start(database.AppConnectionString);
        Assert.True(await database.UntilAsync("select count(*) = 3 and bool_and(failures > 0) from gap_run where requested > published", Soon), worker.Output);

        // Whoever tries a passing fault again has done so within three seconds; the next look at these slots comes after fifteen.
        await Task.Delay(3500);
        var tries = await database.TriesAsync();
        Assert.True(tries == 1, $"a disk fault ({state} at {place}) was tried {tries} times in a row: trying again makes a full disk worse");
        Assert.Equal(3, await database.AskAsync<long>($"select count(*) from gap_run where requested > published and failures = 1 and last_failure = 'PostgresException {state}' and lease_until < run_clock() + interval '1 minute'"));
        Assert.Equal(publications, await database.AskAsync<long>("select count(*) from gap_publication"));
        Assert.Equal(shown, await Oracle.ShownAsync(database));
        Assert.True(worker.Said($"cannot write or read its disk ({state})"), worker.Output);
        Assert.False(worker.HasExited, worker.Output);

        // There is room again: the slots run at the next look, without anybody's doing.
        await database.MendAsync();
        await database.JumpAsync(TimeSpan.FromSeconds(16));
        await using var second = WorkerProcess.Start(database.AppConnectionString);
        Assert.True(await database.UntilAsync(ChaosDatabase.Quiet, Soon), second.Output);
        Assert.Equal(publications + 3, await database.AskAsync<long>("select count(*) from gap_publication"));
        Assert.Equal(0, await worker.TerminateAsync());
        Assert.Equal(0, await second.TerminateAsync());
        await Oracle.HoldsAsync(database);
    }
}
