using System.Diagnostics;
using System.Globalization;

namespace JobAnalysis.Benchmarks;

/// <summary>A process of its own runs the whole nation and tells its largest resident size (VmHWM).</summary>
internal sealed class PeakFigure(BenchCluster cluster, BenchOptions options, Figures figures)
{
    public const string Verb = "child";

    public async Task Run()
    {
        var changes = new Changes(cluster);
        var agencies = (int)await cluster.Ask<long>("select count(*) from organization");
        List<double> peaks = [];
        var worst = "";
        foreach (var (what, change) in new (string, Func<Task>)[] { ("typical", () => changes.Levels("typical")), ("first", changes.Empty) })
        {
            for (var i = 0; i < 2; i++)
            {
                await change();
                await Engine.Raise(cluster, full: true);
                await cluster.Settle();
                var peak = await Child(agencies);
                figures.Say(string.Create(CultureInfo.InvariantCulture, $"peak of a process, {what}: {peak:0.0} MB"));
                if (peaks.Count == 0 || peak > peaks.Max()) worst = what;
                peaks.Add(peak);
            }
        }
        figures.Add("peak_mb", peaks.Max(), peaks.Count, new { people = options.People, worst });
    }

    private async Task<double> Child(int agencies)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var argument in (string[])[Verb, cluster.AppConnectionString, agencies.ToString(CultureInfo.InvariantCulture)]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? double.Parse(text, CultureInfo.InvariantCulture) : throw new InvalidOperationException($"the child ended with {process.ExitCode}");
    }

    /// <summary>What the child does.</summary>
    public static async Task<int> RunChild(string connectionString, int agencies)
    {
        await using (var engine = new Engine(connectionString)) await engine.Run(agencies);
        var line = (await File.ReadAllLinesAsync("/proc/self/status")).Single(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        Console.WriteLine((double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024).ToString("0.0", CultureInfo.InvariantCulture));
        return 0;
    }
}
