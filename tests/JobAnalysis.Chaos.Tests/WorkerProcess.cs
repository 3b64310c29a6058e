using System.Collections.Concurrent;
using System.Diagnostics;

namespace JobAnalysis.Chaos.Tests;

/// <summary>A real process of the published binary: <c>jobanalysis worker</c>.</summary>
public sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = [];

    private WorkerProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    /// <summary>What it said, for the message of a failing test.</summary>
    public string Output => string.Join('\n', lines.TakeLast(60));

    public bool Said(string words) => lines.Any(l => l.Contains(words, StringComparison.Ordinal));

    /// <summary>Where the binary is: JOBANALYSIS_CHAOS_BINARY, or what was built beside the tests.</summary>
    private static string Binary => Environment.GetEnvironmentVariable("JOBANALYSIS_CHAOS_BINARY") is { Length: > 0 } given ? given : Path.Combine(AppContext.BaseDirectory, "jobanalysis.dll");

    public static WorkerProcess Start(string connectionString)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Binary, "worker"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["ConnectionStrings__JobAnalysis"] = connectionString;
        // Small and quick to start; three of them share two cores with the server.
        start.Environment["DOTNET_TieredPGO"] = "0";
        return new(Process.Start(start) ?? throw new InvalidOperationException("The worker did not start."));
    }

    public async Task KillAsync()
    {
        await Signals.SendAsync(Id, "KILL");
        await process.WaitForExitAsync();
    }

    public Task StopAsync() => Signals.SendAsync(Id, "STOP");

    public Task ContinueAsync() => Signals.SendAsync(Id, "CONT");

    /// <summary>Ends it as an operator would; the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        // Before it says so it does not hear the signal, and dies of it.
        await RunsAsync();
        await Signals.SendAsync(Id, "TERM");
        try
        {
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"O6: a worker that was told to end still runs after {Patience.TotalSeconds} s:\n{Output}", exception);
        }
        return process.ExitCode;
    }

    /// <summary>Waits until it said that it is running.</summary>
    public async Task RunsAsync()
    {
        var waited = Stopwatch.StartNew();
        while (!process.HasExited && !Said("worker is running"))
        {
            if (waited.Elapsed > Patience) throw new TimeoutException($"O6: a worker did not start within {Patience.TotalSeconds} s:\n{Output}");
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await ContinueAsync();
            await KillAsync();
        }
        process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }
}
