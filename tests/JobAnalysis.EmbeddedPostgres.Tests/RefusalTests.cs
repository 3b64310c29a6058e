namespace JobAnalysis.EmbeddedPostgres.Tests;

/// <summary>What cannot work says so in one line, in Chinese and English.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task Without_binaries_the_message_says_what_to_install()
    {
        await using var folder = new ThrowawayFolder("none");

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(
            () => EmbeddedCluster.StartAsync(folder.Options with { IgnoreInstalled = true, NeverFetch = true }, CancellationToken.None));

        Assert.Contains("找不到 PostgreSQL", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install postgresql", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public async Task A_cluster_of_another_major_version_names_that_version()
    {
        await using var folder = new ThrowawayFolder("old");
        await (await EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None)).DisposeAsync();
        await File.WriteAllTextAsync(Path.Combine(folder.Cluster, "data", "PG_VERSION"), "14\n");

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None));

        Assert.Contains("postgresql-14", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_password_file_is_named_and_the_data_stays()
    {
        await using var folder = new ThrowawayFolder("lost");
        await (await EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None)).DisposeAsync();
        File.Delete(Path.Combine(folder.Cluster, "passwords.json"));

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None));

        Assert.Contains("passwords.json", refusal.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder.Cluster, "data", "PG_VERSION")));
    }

    [Fact]
    public async Task A_broken_setting_shows_what_the_server_said()
    {
        await using var folder = new ThrowawayFolder("broken");
        await (await EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None)).DisposeAsync();
        await File.AppendAllTextAsync(Path.Combine(folder.Cluster, "data", "postgresql.conf"), "no_such_setting = 1\n");

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None));

        Assert.Contains("no_such_setting", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_a_running_process_owns_is_not_deleted()
    {
        await using var folder = new ThrowawayFolder("owned");
        await using var cluster = await EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None);

        Assert.False(await EmbeddedCluster.TryDeleteAsync(folder.Options));
        Assert.Equal(1, await Sql.RunAsync(cluster.AppConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task Root_is_told_which_folder_the_servers_user_cannot_enter()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root starts the server as another user");
        await using var folder = new ThrowawayFolder("inner");
        var parent = Path.GetDirectoryName(folder.Cluster)!;
        Directory.CreateDirectory(parent, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => EmbeddedCluster.StartAsync(folder.Options, CancellationToken.None));

        Assert.Contains($"chmod o+x '{parent}'", refusal.Message, StringComparison.Ordinal);
    }
}
