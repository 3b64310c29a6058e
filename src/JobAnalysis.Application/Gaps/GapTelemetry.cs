using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace JobAnalysis.Application.Gaps;

/// <summary>Traces and numbers of runs; nothing about people but how many.</summary>
public static class GapTelemetry
{
    /// <summary>Name of the source and of the meter.</summary>
    public const string Name = "JobAnalysis.Gaps";

    internal static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("jobanalysis.gaps.run.duration", "s", "Duration of a group from reading to commit.");
    private static readonly Counter<long> Publications = Meter.CreateCounter<long>("jobanalysis.gaps.publications", "{publication}", "Publications made.");
    private static readonly Counter<long> People = Meter.CreateCounter<long>("jobanalysis.gaps.people.read", "{person}", "People read.");
    private static readonly Counter<long> Changed = Meter.CreateCounter<long>("jobanalysis.gaps.results.changed", "{result}", "Results that show something else now, new ones and removed ones too.");
    private static readonly Counter<long> Quarantined = Meter.CreateCounter<long>("jobanalysis.gaps.people.quarantined", "{person}", "People who could not be computed.");

    internal static void Record(GapGroupRun run, int publications, TimeSpan duration)
    {
        Duration.Record(duration.TotalSeconds);
        Publications.Add(publications);
        People.Add(run.PeopleCount);
        Changed.Add(run.Agencies.Sum(a => (long)a.Visible + a.StagedInserts + a.Removed));
        Quarantined.Add(run.Failed.Count);
    }
}
