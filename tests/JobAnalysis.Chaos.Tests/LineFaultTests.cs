namespace JobAnalysis.Chaos.Tests;

/// <summary>D11: the line to the database breaks at any byte of a write, and between the COMMIT and its answer.</summary>
[Collection(nameof(ChaosCollection))]
public sealed class LineFaultTests(ChaosCluster cluster)
{
    private const int Step = 64;

    [Fact]
    public async Task D11_a_line_cut_at_any_byte_neither_loses_nor_doubles_a_write()
    {
        var database = await cluster.CloneAsync(published: true);
        await using var proxy = new ChaosProxy(database.AppConnectionString);
        await using var driver = await Driver.StartAsync(database, 11, proxy.ConnectionString);
        await driver.WriteAsync();
        proxy.CutAfter(long.MaxValue);
        await driver.WriteAsync();
        var length = proxy.Sent;
        Assert.True(length > Step, $"a write sent {length} bytes only");

        // Every 64th byte of the whole message; a few of them in the short run.
        var step = Scenario.All ? Step : Math.Max(Step, length / 24 / Step * Step);
        for (var at = 0L; at < length; at += step)
        {
            proxy.CutAfter(at);
            await driver.WriteAsync();
            proxy.CutNothing();
        }

        Assert.True(proxy.Cuts > 10, $"only {proxy.Cuts} cuts of a write of {length} bytes");
        await Oracle.HoldsAsync(database, driver.Journal);
    }

    [Fact]
    public async Task D11_a_line_cut_between_COMMIT_and_its_answer_gives_the_first_answer_to_the_second_try()
    {
        var database = await cluster.CloneAsync(published: true);
        await using var proxy = new ChaosProxy(database.AppConnectionString);
        await using var driver = await Driver.StartAsync(database, 12, proxy.ConnectionString);
        for (var i = 0; i < (Scenario.All ? 100 : 10); i++)
        {
            proxy.CutAfterCommit();
            await driver.WriteAsync(meanwhile: database);
            proxy.CutNothing();
        }

        Assert.True(proxy.Cuts >= 8, $"only {proxy.Cuts} cuts");
        await Oracle.HoldsAsync(database, driver.Journal);
    }
}
