using System.Diagnostics;

namespace JobAnalysis.EmbeddedPostgres;

/// <summary>Runs one program to its end and keeps what it printed.</summary>
internal static class ShellCommand
{
    public sealed record Outcome(int ExitCode, string Output, string Errors)
    {
        public bool Succeeded => ExitCode == 0;

        /// <summary>The last lines that say something, on one line, for a message.</summary>
        public string Reason => string.Join(" | ", $"{Output}\n{Errors}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(4));
    }

    public static async Task<Outcome> RunAsync(
        string program,
        IEnumerable<string> arguments,
        ServerUser? user = null,
        string? libraryPath = null,
        string workingFolder = "/",
        CancellationToken cancellationToken = default)
    {
        // The working folder is "/" unless said otherwise: the server's user may be unable to enter ours.
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = workingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (user?.Name is { } name)
        {
            start.UserName = name;
        }

        foreach (var variable in start.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal) || k.StartsWith("LC_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(variable);
        }

        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["TZ"] = "UTC";
        if (libraryPath is not null)
        {
            start.Environment["LD_LIBRARY_PATH"] = libraryPath;
        }

        try
        {
            using var process = Process.Start(start) ?? throw new InvalidOperationException(program);
            process.StandardInput.Close();
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
                var errors = process.StandardError.ReadToEndAsync(cancellationToken);
                await process.WaitForExitAsync(cancellationToken);
                return new Outcome(process.ExitCode, await output, await errors);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return new Outcome(127, "", $"{program}: {error.Message}");
        }
    }
}
