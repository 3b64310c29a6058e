namespace JobAnalysis.EmbeddedPostgres;

/// <summary>Who runs the server: ourselves (Name is null), or another user when we are root, which PostgreSQL refuses to run as.</summary>
internal sealed record ServerUser(string? Name)
{
    /// <summary>The owner of data that is already there; else postgres where that user exists, else nobody.</summary>
    public static async Task<ServerUser> ChooseAsync(ClusterFolder folder, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new ServerUser(Name: null);
        }

        if (Directory.Exists(folder.Data))
        {
            var owner = await ShellCommand.RunAsync("stat", ["-c", "%U", folder.Data], cancellationToken: cancellationToken);
            if (owner.Succeeded && owner.Output.Trim() is { Length: > 0 } found and not ("root" or "UNKNOWN"))
            {
                return new ServerUser(found);
            }
        }

        var postgres = await ShellCommand.RunAsync("id", ["-u", "postgres"], cancellationToken: cancellationToken);
        return new ServerUser(postgres.Succeeded ? "postgres" : "nobody");
    }

    /// <summary>Gives the folder and everything in it to the server's user.</summary>
    public async Task OwnAsync(string path, CancellationToken cancellationToken)
    {
        if (Name is null)
        {
            return;
        }

        // "name:" is the user and his login group.
        var outcome = await ShellCommand.RunAsync("chown", ["-R", "-h", $"{Name}:", path], cancellationToken: cancellationToken);
        if (!outcome.Succeeded)
        {
            throw new EmbeddedPostgresException($"無法把 {path} 交給使用者 {Name}：{outcome.Reason}", $"{path} cannot be given to user {Name}: {outcome.Reason}");
        }
    }

    /// <summary>The server's user must be able to walk down to its folder; else one line names the folder that stops it.</summary>
    public async Task RequireReachableAsync(string path, CancellationToken cancellationToken)
    {
        if (Name is null || await CanEnterAsync(path, cancellationToken))
        {
            return;
        }

        foreach (var step in PathDownTo(path))
        {
            if (!await CanEnterAsync(step, cancellationToken))
            {
                throw new EmbeddedPostgresException(
                    $"以 root 執行時，PostgreSQL 由使用者 {Name} 執行，但它進不了 {step}：請改用其他資料夾（JOBANALYSIS_DATA），或執行 chmod o+x '{step}'",
                    $"started by root, PostgreSQL runs as user {Name}, who cannot enter {step}: choose another folder (JOBANALYSIS_DATA) or run chmod o+x '{step}'");
            }
        }
    }

    public async Task<bool> CanEnterAsync(string folder, CancellationToken cancellationToken) =>
        (await ShellCommand.RunAsync("test", ["-x", folder], this, cancellationToken: cancellationToken)).Succeeded;

    private static Stack<string> PathDownTo(string path)
    {
        var steps = new Stack<string>();
        for (var step = path; step is not null; step = Path.GetDirectoryName(step))
        {
            steps.Push(step);
        }

        return steps;
    }
}
