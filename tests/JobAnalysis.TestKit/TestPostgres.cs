using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using JobAnalysis.EmbeddedPostgres;
using Npgsql;

namespace JobAnalysis.TestKit;

/// <summary>
/// PostgreSQL for tests. Order: JOBANALYSIS_TEST_POSTGRES, Docker, a private cluster. A template is migrated once, whatever number of
/// processes ask for it, and cloned per test class. The server is for tests alone: the roles of production are made on it with
/// passwords derived from the given one.
/// </summary>
public sealed class TestPostgres
{
    /// <summary>So that test classes do not use up the server's connections: each clone has two pools of at most <see cref="PoolSize"/>.</summary>
    internal const int MostClones = 4;
    internal const int PoolSize = 5;

    private const long RolesLock = 0x4A41_0001;
    private static readonly TimeSpan PatienceForClone = TimeSpan.FromMinutes(5);
    private static readonly Lazy<Task<TestPostgres>> Only = new(StartAsync);
    private static readonly SemaphoreSlim Clones = new(MostClones);

    private readonly NpgsqlConnectionStringBuilder server;

    private TestPostgres(string adminConnectionString)
    {
        server = new NpgsqlConnectionStringBuilder(adminConnectionString)
        {
            MaxPoolSize = PoolSize,
            GssEncryptionMode = GssEncryptionMode.Disable,
            CommandTimeout = 120,
        };
    }

    /// <summary>May create databases and roles.</summary>
    public string AdminConnectionString => server.ConnectionString;

    /// <summary>The server of this process; started by the first call.</summary>
    public static Task<TestPostgres> GetAsync() => Only.Value;

    /// <summary>Makes the template of this key once per server; <paramref name="migrate"/> gets the owner's connection string of an empty database.</summary>
    public async Task CreateTemplateAsync(string key, Func<string, Task> migrate)
    {
        var name = TemplateName(key);
        await using var admin = await OpenAdminAsync(CancellationToken.None);
        await LockAsync(admin, BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(name))));
        try
        {
            // datistemplate is set last, so a database without it is what a killed process left half-made.
            if (await ScalarAsync(admin, "SELECT datistemplate FROM pg_database WHERE datname = $1", name) is true)
            {
                return;
            }

            await ExecuteAsync(admin, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            await DatabaseRoles.EnsureDatabaseAsync(admin, name, template: null, CancellationToken.None);
            var owner = ConnectTo(name, DatabaseRoles.Owner, OwnerPassword);
            await migrate(owner);
            await using (var pool = new NpgsqlConnection(owner))
            {
                NpgsqlConnection.ClearPool(pool);
            }

            await ExecuteAsync(admin, $"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false IS_TEMPLATE true");
            // A pool or a background job that migrate left behind would block every clone.
            await ExecuteAsync(admin, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        }
        finally
        {
            await ExecuteAsync(admin, "SELECT pg_advisory_unlock_all()");
        }
    }

    /// <summary>A database of its own, as the template was; waits while four others live.</summary>
    public async Task<TestDatabase> CloneAsync(string templateKey, CancellationToken cancellationToken = default)
    {
        if (!await Clones.WaitAsync(PatienceForClone, cancellationToken))
        {
            throw new TimeoutException($"{MostClones} test databases live already and none was disposed for {PatienceForClone}.");
        }

        var name = $"ja_c_{Guid.CreateVersion7():N}";
        try
        {
            await using var admin = await OpenAdminAsync(cancellationToken);
            await DatabaseRoles.EnsureDatabaseAsync(admin, name, TemplateName(templateKey), cancellationToken);
            return new TestDatabase(
                this,
                name,
                ConnectTo(name, DatabaseRoles.Owner, OwnerPassword),
                ConnectTo(name, DatabaseRoles.App, AppPassword));
        }
        catch
        {
            Clones.Release();
            throw;
        }
    }

    internal async Task DropAsync(string database)
    {
        try
        {
            await using var admin = await OpenAdminAsync(CancellationToken.None);
            await ExecuteAsync(admin, $"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
        }
        finally
        {
            Clones.Release();
        }
    }

    private string OwnerPassword => PasswordOf(DatabaseRoles.Owner);

    private string AppPassword => PasswordOf(DatabaseRoles.App);

    private static async Task<TestPostgres> StartAsync()
    {
        var postgres = new TestPostgres(await TestServer.StartAsync());
        await using var admin = await postgres.OpenAdminAsync(CancellationToken.None);
        await LockAsync(admin, RolesLock);
        try
        {
            await DatabaseRoles.EnsureAsync(admin, postgres.OwnerPassword, postgres.AppPassword, CancellationToken.None);
            foreach (var role in (string[])[DatabaseRoles.Owner, DatabaseRoles.App])
            {
                // The cluster made its roles with random passwords; every process of the run must arrive at the same ones.
                await ExecuteAsync(admin, $"ALTER ROLE {role} PASSWORD '{postgres.PasswordOf(role)}'");
            }
        }
        finally
        {
            await ExecuteAsync(admin, "SELECT pg_advisory_unlock_all()");
        }

        return postgres;
    }

    /// <summary>The key and what was compiled into the schema: a template of older code on a lasting server is not taken for ours.</summary>
    private static string TemplateName(string key)
    {
        var code = ((string[])["JobAnalysis.Domain", "JobAnalysis.Application", "JobAnalysis.Migrations"]).Select(name => Assembly.Load(name).ManifestModule.ModuleVersionId);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{key}|{string.Join('|', code)}"));
        return $"ja_t_{Convert.ToHexStringLower(hash)[..24]}";
    }

    private string PasswordOf(string role) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{role}|{server.Password}")))[..40];

    private string ConnectTo(string database, string role, string password) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = database, Username = role, Password = password, CommandTimeout = 30 }.ConnectionString;

    private async Task<NpgsqlConnection> OpenAdminAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(AdminConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static async Task LockAsync(NpgsqlConnection connection, long key)
    {
        // Another process may be migrating behind this lock.
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection) { CommandTimeout = 600, Parameters = { new() { Value = key } } };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, string argument)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = argument } } };
        return await command.ExecuteScalarAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
