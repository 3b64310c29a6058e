namespace JobAnalysis.EmbeddedPostgres;

/// <summary>An advisory lock (flock) on a file. The kernel drops it when the process ends in whatever way, kill -9 included.</summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream stream;

    private FileLock(FileStream stream) => this.stream = stream;

    public static FileLock? TryTake(string path)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error) when (error is not (DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
        catch (UnauthorizedAccessException error)
        {
            throw new EmbeddedPostgresException(
                $"{Path.GetDirectoryName(path)} 屬於其他使用者：請用同一使用者啟動，或用 JOBANALYSIS_DATA 指定其他資料夾",
                $"{Path.GetDirectoryName(path)} belongs to another user: start as that user, or name another folder with JOBANALYSIS_DATA",
                error);
        }
    }

    public static async Task<FileLock> TakeAsync(string path, TimeSpan patience, CancellationToken cancellationToken)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            if (TryTake(path) is { } taken)
            {
                return taken;
            }

            if (waited.Elapsed > patience)
            {
                throw new EmbeddedPostgresException(
                    $"另一個程序一直占用 {path}，請稍後再試",
                    $"another process keeps {path} locked; try again later");
            }

            await Task.Delay(50, cancellationToken);
        }
    }

    public void Dispose() => stream.Dispose();
}
