using System.Diagnostics;
using System.Globalization;

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
        await Survives(database, state, () => database.BreakAsync(place, state), database.MendAsync, async () =>
        {
            var tries = await database.TriesAsync();
            Assert.True(tries == 1, $"a disk fault ({state} at {place}) was tried {tries} times in a row: trying again makes a full disk worse");
        });
    }

    [Fact]
    public async Task D8_a_tablespace_that_is_really_full_holds_history_back_and_breaks_nothing()
    {
        if (!Scenario.All) Assert.Skip("Mounting a small disk is for infra/test.sh chaos.");
        var folder = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"jobanalysis-full-{Environment.ProcessId}"));
        Directory.CreateDirectory(folder);
        if (Environment.UserName != "root" || await Shell($"mount -t tmpfs -o size=16m tmpfs '{folder}' && chown postgres '{folder}'") != 0) Assert.Skip("Only root may mount a small disk, and not everywhere.");
        try
        {
            var database = await cluster.CloneAsync(published: true);
            await ChaosCluster.ExecuteAsync(cluster.Admin, $"create tablespace chaos_small location '{folder}'");
            // Its indexes stay where they were; the rows need a page, and there is none.
            await database.ExecuteAsync("alter table gap_history set tablespace chaos_small");
            await database.DisturbAsync(8);
            await Survives(database, "53100", () => database.ExecuteAsync("""
                create table chaos_filler(x text) tablespace chaos_small;
                alter table chaos_filler alter x set storage plain, set (autovacuum_enabled = off);
                do $$ begin loop insert into chaos_filler values (repeat('x', 7000)); end loop; exception when disk_full then null; end $$
                """), () => database.ExecuteAsync("drop table chaos_filler"), () => Task.CompletedTask);
            await database.ExecuteAsync("alter table gap_history set tablespace pg_default");
            await ChaosCluster.ExecuteAsync(cluster.Admin, "drop tablespace chaos_small");
        }
        finally
        {
            await Shell($"umount -l '{folder}'");
            Directory.Delete(folder);
        }
    }

    private static async Task Survives(ChaosDatabase database, string state, Func<Task> fill, Func<Task> free, Func<Task> look)
    {
        await database.RaiseAsync();
        var (publications, shown) = (await database.AskAsync<long>("select count(*) from gap_publication"), await Oracle.ShownAsync(database));
        await fill();
        await using var worker = WorkerProcess.Start(database.AppConnectionString);
        Assert.True(await database.UntilAsync("select count(*) = 3 and bool_and(failures > 0) from gap_run where requested > published", Soon), worker.Output);

        // Whoever tries a passing fault again has done so within three seconds; the next look at these slots comes after fifteen.
        await Task.Delay(3500);
        await look();
        Assert.False(worker.Said("tried again after attempt"), worker.Output);
        Assert.Equal(3, await database.AskAsync<long>($"select count(*) from gap_run where requested > published and failures = 1 and last_failure = 'PostgresException {state}' and lease_until < run_clock() + interval '1 minute'"));
        Assert.Equal(publications, await database.AskAsync<long>("select count(*) from gap_publication"));
        Assert.Equal(shown, await Oracle.ShownAsync(database));
        Assert.True(worker.Said($"cannot write or read its disk ({state})"), worker.Output);
        Assert.False(worker.HasExited, worker.Output);

        // There is room again: the slots run at the next look, without anybody's doing.
        await free();
        await database.JumpAsync(TimeSpan.FromSeconds(16));
        await using var second = WorkerProcess.Start(database.AppConnectionString);
        Assert.True(await database.UntilAsync(ChaosDatabase.Quiet, Soon), second.Output);
        Assert.Equal(publications + 3, await database.AskAsync<long>("select count(*) from gap_publication"));
        Assert.Equal(0, await worker.TerminateAsync());
        Assert.Equal(0, await second.TerminateAsync());
        await Oracle.HoldsAsync(database);
    }

    private static async Task<int> Shell(string command)
    {
        using var process = Process.Start("sh", ["-c", command]);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
