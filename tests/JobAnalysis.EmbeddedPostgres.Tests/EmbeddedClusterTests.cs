using System.Diagnostics;

namespace JobAnalysis.EmbeddedPostgres.Tests;

public sealed class EmbeddedClusterTests
{
    [Fact]
    public async Task A_second_start_shares_the_running_server_and_leaves_it_running()
    {
        await using var folder = new ThrowawayFolder();
        await using var first = await EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None);
        var server = first.ServerProcessId;

        var second = await EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None);
        Assert.True(second.ReusedRunningServer);
        Assert.Equal(first.AppConnectionString, second.AppConnectionString);
        await second.DisposeAsync();

        Assert.Equal(server, first.ServerProcessId);
        Assert.Equal(1, await Sql.RunAsync(first.AppConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task Stopping_leaves_no_process_and_keeps_the_rows()
    {
        await using var folder = new ThrowawayFolder();
        var cluster = await EmbeddedCluster.StartAsync(folder.Options with { FastAndUnsafe = false }, CancellationToken.None);
        await Sql.RunAsync(cluster.OwnerConnectionString, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)");
        var server = Assert.NotNull(cluster.ServerProcessId);

        await cluster.DisposeAsync();

        Assert.True(new Postmaster(server).IsGone());
        Assert.False(File.Exists(Path.Combine(folder.Cluster, "data", "postmaster.pid")));
        await using var again = await EmbeddedCluster.StartAsync(folder.Options with { FastAndUnsafe = false }, CancellationToken.None);
        Assert.False(again.ReusedRunningServer);
        Assert.Equal(7, await Sql.RunAsync(again.OwnerConnectionString, "SELECT id FROM kept"));
    }

    [Fact]
    public async Task After_kill_9_of_the_server_an_immediate_start_recovers()
    {
        await using var folder = new ThrowawayFolder();
        var durable = folder.Options with { FastAndUnsafe = false };
        await using (var cluster = await EmbeddedCluster.StartAsync(durable, CancellationToken.None))
        {
            await Sql.RunAsync(cluster.OwnerConnectionString, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)");
            using var server = Process.GetProcessById(Assert.NotNull(cluster.ServerProcessId));
            server.Kill();

            await using var again = await EmbeddedCluster.StartAsync(durable, CancellationToken.None);
            Assert.Equal(7, await Sql.RunAsync(again.OwnerConnectionString, "SELECT id FROM kept"));
        }
    }

    [Fact]
    public async Task A_pid_file_that_names_a_stranger_does_not_stop_a_start_nor_the_stranger()
    {
        await using var folder = new ThrowawayFolder();
        var cluster = await EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None);
        var pidFile = Path.Combine(folder.Cluster, "data", "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(pidFile);
        await cluster.DisposeAsync();
        using var stranger = Process.Start(new ProcessStartInfo("sleep", ["60"]))!;
        lines[0] = stranger.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(pidFile, lines);

        await using (var again = await EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None))
        {
            Assert.NotEqual(stranger.Id, again.ServerProcessId);
        }

        Assert.False(stranger.HasExited);
        stranger.Kill();
    }

    [Fact]
    public async Task Two_clusters_run_side_by_side()
    {
        await using var one = new ThrowawayFolder("one");
        await using var two = new ThrowawayFolder("two");
        await using var first = await EmbeddedCluster.StartAsync(one.Options, CancellationToken.None);
        await using var second = await EmbeddedCluster.StartAsync(two.Options, CancellationToken.None);

        await Sql.RunAsync(first.OwnerConnectionString, "CREATE TABLE only_here (id int)");

        Assert.Equal(true, await Sql.RunAsync(second.OwnerConnectionString, "SELECT to_regclass('only_here') IS NULL"));
        Assert.NotEqual(first.ServerProcessId, second.ServerProcessId);
    }

    [Fact]
    public async Task Starts_at_the_same_moment_meet_in_one_server()
    {
        await using var folder = new ThrowawayFolder();

        var clusters = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None)));

        Assert.Single(clusters.Select(c => c.ServerProcessId).Distinct());
        Assert.Single(clusters, c => !c.ReusedRunningServer);
        foreach (var cluster in clusters)
        {
            await cluster.DisposeAsync();
        }

        Assert.Null(clusters[0].ServerProcessId);
    }

    [Fact]
    public async Task A_half_made_cluster_is_made_again()
    {
        await using var folder = new ThrowawayFolder("half");
        var half = Directory.CreateDirectory(Path.Combine(folder.Cluster, "data.new", "base"));
        await File.WriteAllTextAsync(Path.Combine(half.FullName, "rubbish"), "");

        await using var cluster = await EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None);

        Assert.Equal(1, await Sql.RunAsync(cluster.AppConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task A_folder_too_deep_for_a_socket_address_works()
    {
        await using var folder = new ThrowawayFolder(new string('深', 60));
        await using var cluster = await EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None);

        Assert.Equal(1, await Sql.RunAsync(cluster.AppConnectionString, "SELECT 1"));
    }
}
