using System.Diagnostics;

namespace JobAnalysis.EmbeddedPostgres;

/// <summary>Makes the cluster when there is none and starts its server, detached: a Ctrl-C in the terminal reaches us, not the server.</summary>
internal sealed class ServerLaunch(EmbeddedClusterOptions options, ClusterFolder folder, ClusterPasswords passwords)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const long LargestLog = 10 * 1024 * 1024;

    private readonly Stopwatch refusing = new();
    private (PostgresBinaries Binaries, ServerUser User)? prepared;

    public bool HasLaunched { get; private set; }

    /// <summary>One try. Returns without success when a dying predecessor still holds the folder, so that the caller tries again.</summary>
    public async Task LaunchAsync(CancellationToken cancellationToken)
    {
        prepared ??= await PrepareAsync(cancellationToken);
        var (binaries, user) = prepared.Value;
        var logged = File.Exists(folder.Log) ? new FileInfo(folder.Log).Length : 0;

        // pg_ctl starts the server in a session of its own and returns when it answers, or when it gave up.
        var outcome = await ShellCommand.RunAsync(
            binaries.PgCtl,
            ["start", "-w", "-s", "-t", "60", "-D", folder.Data, "-l", folder.Log],
            user,
            binaries.LibraryPath,
            cancellationToken: cancellationToken);
        if (outcome.Succeeded || Postmaster.Find(folder) is not null)
        {
            HasLaunched = true;
            return;
        }

        var said = await LogSinceAsync(logged, cancellationToken);
        if (!IsHeldByPredecessor(said))
        {
            var reason = string.Join(" | ", said.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(3));
            throw new EmbeddedPostgresException(
                $"PostgreSQL 無法啟動：{(reason.Length > 0 ? reason : outcome.Reason)}（記錄在 {folder.Log}）",
                $"PostgreSQL does not start: {(reason.Length > 0 ? reason : outcome.Reason)} (log: {folder.Log})");
        }

        refusing.Start();
        if (refusing.Elapsed > TimeSpan.FromSeconds(10))
        {
            Postmaster.RemoveStaleLocks(folder);
        }
    }

    // Both are English whatever the machine's language: lc_messages is C.
    private static bool IsHeldByPredecessor(string log) =>
        log.Contains("already exists", StringComparison.Ordinal) || log.Contains("pre-existing shared memory block", StringComparison.Ordinal);

    private async Task<(PostgresBinaries Binaries, ServerUser User)> PrepareAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists("/usr/share/zoneinfo"))
        {
            throw new EmbeddedPostgresException("本機沒有時區資料：請以 root 執行 apt-get install tzdata", "this machine has no time zones: as root run apt-get install tzdata");
        }

        var user = await ServerUser.ChooseAsync(folder, cancellationToken);
        var binaries = await PostgresBinaries.FindAsync(options, folder.Major, user, cancellationToken);
        Directory.CreateDirectory(folder.LogFolder, Private);
        Directory.CreateDirectory(folder.Socket, Private);
        await RequireOwnSocketFolderAsync(user, cancellationToken);
        foreach (var place in (string[])[folder.LogFolder, folder.Socket])
        {
            await user.OwnAsync(place, cancellationToken);
            await user.RequireReachableAsync(place, cancellationToken);
        }

        if (File.Exists(folder.Log) && new FileInfo(folder.Log).Length > LargestLog)
        {
            File.Move(folder.Log, folder.Log + ".old", overwrite: true);
        }

        if (!folder.HasCluster)
        {
            await InitializeAsync(binaries, user, cancellationToken);
        }

        await WriteSettingsAsync(cancellationToken);
        await user.OwnAsync(folder.Data, cancellationToken);
        return (binaries, user);
    }

    private async Task InitializeAsync(PostgresBinaries binaries, ServerUser user, CancellationToken cancellationToken)
    {
        options.Log?.Invoke($"在 {folder.Root} 建立 PostgreSQL {binaries.Major} 資料庫… / making a PostgreSQL {binaries.Major} cluster in {folder.Root}…");
        if (Directory.Exists(folder.HalfMadeData))
        {
            Directory.Delete(folder.HalfMadeData, recursive: true);
        }

        Directory.CreateDirectory(folder.HalfMadeData, Private);
        var passwordFile = Path.Combine(folder.LogFolder, "initdb.password");
        await File.WriteAllTextAsync(passwordFile, passwords.Admin, cancellationToken);
        File.SetUnixFileMode(passwordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await user.OwnAsync(passwordFile, cancellationToken);
        await user.OwnAsync(folder.HalfMadeData, cancellationToken);
        try
        {
            var outcome = await ShellCommand.RunAsync(
                binaries.Initdb,
                [
                    "-D", folder.HalfMadeData, "-U", "postgres", "--auth=scram-sha-256", $"--pwfile={passwordFile}",
                    "-E", "UTF8", "--locale-provider=icu", "--icu-locale=und", "--locale=C.UTF-8", "--lc-messages=C",
                    options.FastAndUnsafe ? "--no-sync" : "--data-checksums",
                ],
                user,
                binaries.LibraryPath,
                cancellationToken: cancellationToken);
            if (!outcome.Succeeded)
            {
                throw new EmbeddedPostgresException($"initdb 失敗：{outcome.Reason}", $"initdb failed: {outcome.Reason}");
            }
        }
        finally
        {
            File.Delete(passwordFile);
        }

        await File.AppendAllTextAsync(Path.Combine(folder.HalfMadeData, "postgresql.conf"), "\ninclude 'jobanalysis.conf'\n", cancellationToken);
        Directory.Move(folder.HalfMadeData, folder.Data);
    }

    /// <summary>Written at every start: the folder may have moved since.</summary>
    private async Task WriteSettingsAsync(CancellationToken cancellationToken)
    {
        var socket = folder.Socket.Replace("'", "''", StringComparison.Ordinal);
        var settings = $"""
            # Written by JobAnalysis at every start; put your own settings into postgresql.conf below the include line.
            listen_addresses = ''
            unix_socket_directories = '"{socket}"'
            unix_socket_permissions = 0700
            port = {ClusterFolder.Port}
            max_connections = 100
            password_encryption = 'scram-sha-256'
            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            jit = off

            """;
        if (options.FastAndUnsafe)
        {
            settings += """
                fsync = off
                synchronous_commit = off
                full_page_writes = off
                wal_level = minimal
                max_wal_senders = 0
                max_wal_size = 4GB

                """;
        }

        await File.WriteAllTextAsync(folder.Settings, settings, cancellationToken);
    }

    /// <summary>A socket folder in /tmp has a name that others can guess, so it must be ours: not a link, and not open to anybody else.</summary>
    private async Task RequireOwnSocketFolderAsync(ServerUser user, CancellationToken cancellationToken)
    {
        var self = await ShellCommand.RunAsync("id", ["-u"], cancellationToken: cancellationToken);
        var server = user.Name is null ? self : await ShellCommand.RunAsync("id", ["-u", user.Name], cancellationToken: cancellationToken);
        var owner = await ShellCommand.RunAsync("stat", ["-c", "%u %F", folder.Socket], cancellationToken: cancellationToken);
        if (owner.Output.Trim().Split(' ', 2) is not [var uid, "directory"] || (uid != self.Output.Trim() && uid != server.Output.Trim()))
        {
            throw new EmbeddedPostgresException($"{folder.Socket} 屬於別人", $"{folder.Socket} belongs to somebody else");
        }

        File.SetUnixFileMode(folder.Socket, Private);
    }

    private async Task<string> LogSinceAsync(long position, CancellationToken cancellationToken)
    {
        try
        {
            await using var log = new FileStream(folder.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            log.Seek(Math.Min(position, log.Length), SeekOrigin.Begin);
            using var reader = new StreamReader(log);
            return await reader.ReadToEndAsync(cancellationToken);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
