using System.Diagnostics;
using Npgsql;

namespace JobAnalysis.EmbeddedPostgres.Tests;

public sealed class EmbeddedClusterTests
{
    [Fact]
    public async Task A_new_cluster_has_the_locale_time_zone_and_roles_of_the_design()
    {
        await using var folder = new ThrowawayFolder();
        await using var cluster = await EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None);

        var shape = await Sql.RunAsync(cluster.AppConnectionString, """
            SELECT concat_ws(' ', current_user, datlocprovider, datcollate, daticulocale, pg_encoding_to_char(encoding), current_setting('TimeZone'),
                             current_setting('lc_messages'), current_setting('jit'), current_setting('listen_addresses') = '', pg_get_userbyid(datdba))
            FROM pg_database WHERE datname = current_database()
            """);

        Assert.Equal("jobanalysis_app i C.UTF-8 und UTF8 UTC C off t jobanalysis_owner", shape);
        Assert.False(cluster.ReusedRunningServer);
    }

    [Fact]
    public async Task The_owner_makes_tables_and_trusted_extensions_and_is_no_superuser()
    {
        await using var folder = new ThrowawayFolder();
        await using var cluster = await EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None);

        await Sql.RunAsync(cluster.OwnerConnectionString, "CREATE EXTENSION ltree; CREATE EXTENSION btree_gist; CREATE EXTENSION pg_trgm; CREATE TABLE t (id int)");

        var superusers = await Sql.RunAsync(cluster.AdminConnectionString, "SELECT count(*) FROM pg_roles WHERE (rolsuper OR rolcreaterole OR rolcreatedb) AND rolname LIKE 'jobanalysis%'");
        Assert.Equal(0L, superusers);
    }

    [Theory]
    [InlineData("CREATE TABLE public.t (id int)")]
    [InlineData("CREATE SCHEMA s")]
    [InlineData("CREATE EXTENSION pg_trgm")]
    [InlineData("SELECT * FROM owned")]
    public async Task The_app_role_cannot(string sql)
    {
        await using var folder = new ThrowawayFolder();
        await using var cluster = await EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None);
        await Sql.RunAsync(cluster.OwnerConnectionString, "CREATE TABLE owned (id int)");

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => Sql.RunAsync(cluster.AppConnectionString, sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        await Sql.RunAsync(cluster.AppConnectionString, "CREATE TEMP TABLE mine (id int)");
    }

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

    [Fact]
    public async Task Passwords_and_socket_are_closed_to_others()
    {
        await using var folder = new ThrowawayFolder("closed");
        await using var cluster = await EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Cluster, "passwords.json")));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.Combine(folder.Cluster, "socket")));
        var wrong = new NpgsqlConnectionStringBuilder(cluster.AppConnectionString) { Password = "wrong" }.ConnectionString;
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => Sql.RunAsync(wrong, "SELECT 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }
}
