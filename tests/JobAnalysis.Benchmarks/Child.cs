using System.Diagnostics;
using System.Globalization;

namespace JobAnalysis.Benchmarks;

/// <summary>One act of the engine in a process of its own, which tells how long it took and its largest resident size (VmHWM).</summary>
internal static class Child
{
    public const string Verb = "child";

    public static async Task<(double Seconds, double PeakMegabytes)> Run(string act, string connectionString, int publications)
    {
        using var process = Process.Start(Command(Verb, act, connectionString, publications.ToString(CultureInfo.InvariantCulture)))!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"the child ended with {process.ExitCode}");
        var parts = text.Split(' ');
        return (double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>This program again, in a process of its own.</summary>
    public static ProcessStartInfo Command(params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        // As JobAnalysis.Cli, and so a worker, is set up: JobAnalysis.Cli.csproj and its runtimeconfig.template.json.
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("DOTNET_gcServer", "0"), ("DOTNET_GCConserveMemory", "7"), ("DOTNET_GCgen0size", "0x400000"), ("DOTNET_TieredPGO", "0")])
            start.Environment[name] = value;
        return start;
    }

    /// <summary>What the child does.</summary>
    public static async Task<int> Act(string act, string connectionString, int publications)
    {
        double seconds;
        await using (var engine = new Engine(connectionString)) seconds = act == "rebuild" ? await engine.Rebuild() : await engine.Run(publications);
        var line = (await File.ReadAllLinesAsync("/proc/self/status")).Single(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        var peak = double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds} {peak:0.0}"));
        return 0;
    }
}
