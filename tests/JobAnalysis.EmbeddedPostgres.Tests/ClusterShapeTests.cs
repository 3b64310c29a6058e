using Npgsql;

namespace JobAnalysis.EmbeddedPostgres.Tests;

/// <summary>What a cluster is like while it runs; one serves the whole class.</summary>
public sealed class ClusterShapeTests(ClusterShapeTests.RunningCluster running) : IClassFixture<ClusterShapeTests.RunningCluster>
{
    [Fact]
    public async Task A_new_cluster_has_the_locale_time_zone_and_roles_of_the_design()
    {
        var cluster = running.Cluster;
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
        var cluster = running.Cluster;
        await Sql.RunAsync(cluster.OwnerConnectionString, "CREATE EXTENSION ltree; CREATE EXTENSION btree_gist; CREATE EXTENSION pg_trgm; CREATE TABLE t (id int)");

        var superusers = await Sql.RunAsync(cluster.AdminConnectionString, "SELECT count(*) FROM pg_roles WHERE (rolsuper OR rolcreaterole OR rolcreatedb) AND rolname LIKE 'jobanalysis%'");
        Assert.Equal(0L, superusers);
    }

    [Theory]
    [InlineData("CREATE TABLE public.t (id int)")]
    [InlineData("CREATE SCHEMA s")]
    [InlineData("CREATE EXTENSION hstore")]
    [InlineData("SELECT * FROM owned")]
    public async Task The_app_role_cannot(string sql)
    {
        var cluster = running.Cluster;
        await Sql.RunAsync(cluster.OwnerConnectionString, "CREATE TABLE IF NOT EXISTS owned (id int)");

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => Sql.RunAsync(cluster.AppConnectionString, sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        await Sql.RunAsync(cluster.AppConnectionString, "CREATE TEMP TABLE mine (id int)");
    }

    [Fact]
    public async Task Passwords_and_socket_are_closed_to_others()
    {
        var cluster = running.Cluster;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(running.Folder.Cluster, "passwords.json")));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.Combine(running.Folder.Cluster, "socket")));
        var wrong = new NpgsqlConnectionStringBuilder(cluster.AppConnectionString) { Password = "wrong" }.ConnectionString;
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => Sql.RunAsync(wrong, "SELECT 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    public sealed class RunningCluster : IAsyncLifetime
    {
        internal ThrowawayFolder Folder { get; } = new("shape");

        public EmbeddedCluster Cluster { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Cluster = await EmbeddedCluster.StartAsync(Folder.Options, CancellationToken.None);

        public async ValueTask DisposeAsync()
        {
            await Cluster.DisposeAsync();
            await Folder.DisposeAsync();
        }
    }
}
