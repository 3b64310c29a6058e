using Npgsql;

namespace JobAnalysis.EmbeddedPostgres;

/// <summary>
/// A private PostgreSQL cluster in one folder. Whoever holds the folder's owner lock stops the server when disposed; a second process on
/// the same folder only uses it. The server outlives a killed owner, and the next start takes it over.
/// </summary>
public sealed class EmbeddedCluster : IAsyncDisposable
{
    public const string DatabaseName = "jobanalysis";

    private readonly EmbeddedClusterOptions options;
    private readonly ClusterFolder folder;
    private readonly ClusterPasswords passwords;
    private FileLock? ownership;

    private EmbeddedCluster(EmbeddedClusterOptions options, ClusterFolder folder, ClusterPasswords passwords, FileLock? ownership)
    {
        this.options = options;
        this.folder = folder;
        this.passwords = passwords;
        this.ownership = ownership;
    }

    /// <summary>For migrate: owns the database and its schema, is no superuser.</summary>
    public string OwnerConnectionString => ConnectTo(DatabaseName, DatabaseRoles.Owner, passwords.Owner, pool: 10);

    /// <summary>For everything that serves: no more than the rows that migrate has granted.</summary>
    public string AppConnectionString => ConnectTo(DatabaseName, DatabaseRoles.App, passwords.App, pool: 70);

    /// <summary>The superuser on the maintenance database: for tests, benchmarks and repair.</summary>
    public string AdminConnectionString => ConnectTo("postgres", "postgres", passwords.Admin, pool: 5);

    /// <summary>True when a running server was found and taken over or shared.</summary>
    public bool ReusedRunningServer { get; private set; }

    /// <summary>The server's process id now, or null when it is not running.</summary>
    public int? ServerProcessId => Postmaster.Find(folder)?.Pid;

    /// <summary>Starts the cluster of the folder, making it when there is none, and returns when it answers.</summary>
    public static async Task<EmbeddedCluster> StartAsync(EmbeddedClusterOptions options, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new EmbeddedPostgresException("內建 PostgreSQL 只支援 Linux：請設定 ConnectionStrings__JobAnalysis", "the embedded PostgreSQL runs on Linux only: set ConnectionStrings__JobAnalysis");
        }

        var place = new ClusterFolder(options.DataFolder);
        ReachableFolder.Create(place.Root);
        using var starting = await FileLock.TakeAsync(place.StartLock, options.StartTimeout, cancellationToken);
        var owned = FileLock.TryTake(place.OwnerLock);
        try
        {
            var cluster = new EmbeddedCluster(options, place, ClusterPasswords.LoadOrCreate(place), owned);
            await cluster.StartServerAsync(cancellationToken);
            await cluster.PrepareDatabaseAsync(cancellationToken);
            return cluster;
        }
        catch
        {
            owned?.Dispose();
            throw;
        }
    }

    /// <summary>Stops the server of a folder whoever started it; false when none was running.</summary>
    public static async Task<bool> StopAsync(EmbeddedClusterOptions options)
    {
        if (Postmaster.Find(new ClusterFolder(options.DataFolder)) is not { } postmaster)
        {
            return false;
        }

        await postmaster.StopAsync(options.FastAndUnsafe, options.Log);
        return true;
    }

    /// <summary>Stops and deletes a throwaway cluster unless somebody still owns it. What a killed test run left behind goes this way.</summary>
    public static async Task<bool> TryDeleteAsync(EmbeddedClusterOptions options)
    {
        var place = new ClusterFolder(options.DataFolder);
        using var starting = FileLock.TryTake(place.StartLock);
        using var owned = starting is null ? null : FileLock.TryTake(place.OwnerLock);
        if (owned is null)
        {
            return false;
        }

        await StopAsync(options with { FastAndUnsafe = true });
        foreach (var path in ((string[])[place.Socket, place.Root]).Where(Directory.Exists))
        {
            Directory.Delete(path, recursive: true);
        }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref ownership, null) is not { } owned)
        {
            return;
        }

        using (owned)
        {
            if (!options.KeepRunning)
            {
                using var starting = await FileLock.TakeAsync(folder.StartLock, options.StartTimeout, CancellationToken.None);
                await StopAsync(options);
            }
        }
    }

    private async Task StartServerAsync(CancellationToken cancellationToken)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        var server = new ServerLaunch(options, folder, passwords);
        while (true)
        {
            if (Postmaster.Find(folder) is null)
            {
                ReusedRunningServer = false;
                await server.LaunchAsync(cancellationToken);
            }
            else if (!server.HasLaunched)
            {
                ReusedRunningServer = true;
            }

            if (await AnswersAsync(cancellationToken))
            {
                return;
            }

            if (waited.Elapsed > options.StartTimeout)
            {
                throw new EmbeddedPostgresException(
                    $"PostgreSQL 在 {options.StartTimeout.TotalSeconds:0} 秒內沒有就緒，記錄在 {folder.Log}",
                    $"PostgreSQL was not ready within {options.StartTimeout.TotalSeconds:0} s, see {folder.Log}");
            }

            await Task.Delay(50, cancellationToken);
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(AdminConnectionString) { Pooling = false }.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification)
        {
            throw new EmbeddedPostgresException($"{folder.Passwords} 的密碼與資料庫不符", $"the passwords in {folder.Passwords} are not those of the database", error);
        }
        catch (NpgsqlException)
        {
            // Starting, recovering, stopping or gone: the caller looks again.
            return false;
        }
    }

    private async Task PrepareDatabaseAsync(CancellationToken cancellationToken)
    {
        await using var admin = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(AdminConnectionString) { Pooling = false }.ConnectionString);
        await admin.OpenAsync(cancellationToken);
        await DatabaseRoles.EnsureAsync(admin, passwords.Owner, passwords.App, cancellationToken);
        await DatabaseRoles.EnsureDatabaseAsync(admin, DatabaseName, template: null, cancellationToken);
    }

    private string ConnectTo(string database, string role, string password, int pool) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = folder.Socket,
            Port = ClusterFolder.Port,
            Database = database,
            Username = role,
            Password = password,
            MaxPoolSize = pool,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;
}
