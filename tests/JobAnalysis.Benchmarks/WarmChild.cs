using System.Diagnostics;
using System.Globalization;

namespace JobAnalysis.Benchmarks;

/// <summary>A process that holds the engine as a worker does, and looks for slots once for every line it is sent.</summary>
internal sealed class WarmChild : IAsyncDisposable
{
    public const string Verb = "share";

    private readonly Process process;

    private WarmChild(Process process) => this.process = process;

    public static WarmChild Start(string connectionString) => new(Process.Start(Child.Command(Verb, connectionString))!);

    /// <summary>Lets it look; the publications it made.</summary>
    public async Task<int> Work()
    {
        await process.StandardInput.WriteLineAsync("look");
        await process.StandardInput.FlushAsync();
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the child ended");
        return int.Parse(line, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>What the child does until its input ends.</summary>
    public static async Task<int> Serve(string connectionString)
    {
        await using var engine = new Engine(connectionString);
        while (await Console.In.ReadLineAsync() is not null)
        {
            var outcome = await engine.Look();
            Console.WriteLine(outcome.Published.ToString(CultureInfo.InvariantCulture));
        }
        return 0;
    }
}
