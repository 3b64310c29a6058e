using System.Globalization;

namespace JobAnalysis.Benchmarks;

/// <summary>A process of its own runs the whole nation and tells its largest resident size (VmHWM).</summary>
internal sealed class PeakFigure(BenchCluster cluster, BenchOptions options, Figures figures)
{
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
                var (_, peak) = await Child.Run("run", cluster.AppConnectionString, agencies);
                figures.Say(string.Create(CultureInfo.InvariantCulture, $"peak of a process, {what}: {peak:0.0} MB"));
                if (peaks.Count == 0 || peak > peaks.Max()) worst = what;
                peaks.Add(peak);
            }
        }
        figures.Add("peak_mb", peaks.Max(), peaks.Count, new { people = options.People, worst });
    }
}
