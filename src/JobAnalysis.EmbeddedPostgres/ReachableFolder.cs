namespace JobAnalysis.EmbeddedPostgres;

/// <summary>Folders that we make: private, but open to walking through when we are root, because the server's user lives below.</summary>
internal static class ReachableFolder
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Passable = Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Makes the folder and its missing parents whatever the umask is; those that exist keep their mode.</summary>
    public static void Create(string path)
    {
        try
        {
            var missing = new Stack<string>();
            for (var step = path; step is not null && !Directory.Exists(step); step = Path.GetDirectoryName(step))
            {
                missing.Push(step);
            }

            var mode = Environment.IsPrivilegedProcess ? Passable : Private;
            foreach (var step in missing)
            {
                Directory.CreateDirectory(step, mode);
                File.SetUnixFileMode(step, mode);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException($"無法建立資料夾 {path}：{error.Message}", $"folder {path} cannot be made: {error.Message}", error);
        }
    }
}
