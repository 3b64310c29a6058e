using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace JobAnalysis.EmbeddedPostgres;

/// <summary>The server's first process. A pid alone proves nothing (it may belong to somebody else by now), so /proc is asked who it is.</summary>
internal sealed partial record Postmaster(int Pid)
{
    private const int Interrupt = 2;
    private const int Quit = 3;
    private const int Kill = 9;

    /// <summary>The running server of this folder, or null.</summary>
    public static Postmaster? Find(ClusterFolder folder)
    {
        if (ReadPid(folder.PidFile) is not { } pid)
        {
            return null;
        }

        var postmaster = new Postmaster(pid);
        return postmaster.Runs(folder) ? postmaster : null;
    }

    /// <summary>
    /// Removes lock files whose pid belongs to no server of this folder. Only after the server itself has refused for a while: the
    /// pid file also names the shared memory by which PostgreSQL sees backends that outlived a killed postmaster.
    /// </summary>
    public static void RemoveStaleLocks(ClusterFolder folder)
    {
        foreach (var file in (string[])[folder.PidFile, folder.SocketFile + ".lock"])
        {
            if (ReadPid(file) is { } pid && !new Postmaster(pid).Runs(folder))
            {
                File.Delete(file);
            }
        }
    }

    public bool IsGone()
    {
        try
        {
            // "pid (name) S …": a zombie is gone for our purpose; nobody may ever collect it in a container without an init process.
            var stat = File.ReadAllText($"/proc/{Pid}/stat");
            return stat.AsSpan(stat.LastIndexOf(')') + 1).TrimStart() is ['Z' or 'X', ..];
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>SIGINT is the fast shutdown: sessions end, what is committed is on disk. If that hangs, SIGQUIT, then SIGKILL.</summary>
    public async Task StopAsync(bool immediately, Action<string>? log)
    {
        foreach (var (signal, seconds) in ((int, int)[])(immediately ? [(Quit, 10), (Kill, 10)] : [(Interrupt, 60), (Quit, 10), (Kill, 10)]))
        {
            _ = SendSignal(Pid, signal);
            var waited = Stopwatch.StartNew();
            while (waited.Elapsed.TotalSeconds < seconds)
            {
                if (IsGone())
                {
                    return;
                }

                await Task.Delay(20, CancellationToken.None);
            }

            log?.Invoke($"PostgreSQL（{Pid}）未結束，改用更強的訊號 / PostgreSQL ({Pid}) does not stop; sending a stronger signal");
        }
    }

    private bool Runs(ClusterFolder folder)
    {
        try
        {
            var words = File.ReadAllText($"/proc/{Pid}/cmdline").Split('\0');
            return Path.GetFileName(words[0]) is "postgres" && words.Contains(folder.Data, StringComparer.Ordinal) && !IsGone();
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static int? ReadPid(string file)
    {
        try
        {
            return int.TryParse(File.ReadLines(file).FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int pid, int signal);
}
