using System.Diagnostics;
using System.Globalization;

namespace JobAnalysis.EmbeddedPostgres.Tests;

/// <summary>What happens to the server when the process that owns it ends, gently or not.</summary>
public sealed class OwnerProcessTests
{
    [Fact]
    public async Task A_killed_owner_leaves_a_server_that_the_next_start_takes_over_and_stops()
    {
        await using var folder = new ThrowawayFolder("orphan");
        using var owner = await StartOwnerAsync(folder);
        owner.Kill();
        await owner.WaitForExitAsync();

        var next = await EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None);
        Assert.True(next.ReusedRunningServer);
        var server = Assert.NotNull(next.ServerProcessId);
        await next.DisposeAsync();

        Assert.True(new Postmaster(server).IsGone());
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_to_the_owner_stops_the_server_too(string signal)
    {
        await using var folder = new ThrowawayFolder("signalled");
        using var owner = await StartOwnerAsync(folder);
        var server = int.Parse((await File.ReadAllLinesAsync(Path.Combine(folder.Cluster, "data", "postmaster.pid")))[0], CultureInfo.InvariantCulture);

        using var kill = Process.Start("bash", ["-c", $"kill -{signal} {owner.Id}"]);
        await owner.WaitForExitAsync();

        Assert.Equal(0, owner.ExitCode);
        Assert.True(new Postmaster(server).IsGone());
    }

    [Fact]
    public async Task While_one_process_owns_the_server_another_only_uses_it()
    {
        await using var folder = new ThrowawayFolder("shared");
        using var owner = await StartOwnerAsync(folder);

        await using (var guest = await EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None))
        {
            Assert.True(guest.ReusedRunningServer);
        }

        Assert.False(await EmbeddedCluster.TryDeleteAsync(folder.Options));
        await using (var guest = await EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None))
        {
            Assert.True(guest.ReusedRunningServer);
        }

        owner.Kill();
        await owner.WaitForExitAsync();
    }

    private static async Task<Process> StartOwnerAsync(ThrowawayFolder folder)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "JobAnalysis.EmbeddedPostgres.dll");
        var owner = Process.Start(new ProcessStartInfo("dotnet", ["exec", program, "run", folder.Cluster, "--fast"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var connectionString = await owner.StandardOutput.ReadLineAsync();
        Assert.False(string.IsNullOrEmpty(connectionString));
        return owner;
    }
}
