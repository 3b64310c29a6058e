using System.Diagnostics;
using System.Globalization;

namespace JobAnalysis.Benchmarks;

/// <summary>Ten times the nation, and the vectors built anew: hours of making data, so apart from the others.</summary>
internal sealed class LargeFigures(BenchOptions options, Figures figures)
{
    private const int Nation = 400_000;

    /// <summary>What the acceptance rule reads: every level given, by whom and when, the notices, and the people whose vectors are built.</summary>
    private static readonly string[] Read =
    [
        "select organization_id, assessment_id, competency_id, id, level, comment is not null from assessment_answer where kind = 'Rated'",
        "select organization_id, id, person_id, round_id, source, rated_on from assessment where submitted_at is not null",
        "select organization_id, person_id, round_id, notice_version, delivered_at from notice_delivery",
        "select organization_id, id, input_revision from person",
    ];

    public async Task Run()
    {
        if (options.Parts.Contains("large"))
        {
            var few = await PerPerson(Nation);
            var many = await PerPerson(Nation * 10);
            figures.Add("per_person_4m_over_400k", many / few, 3, new { microseconds_400k = Math.Round(few * 1e6, 2), microseconds_4m = Math.Round(many * 1e6, 2) });
        }
        await Rebuild();
    }

    /// <summary>Seconds of a typical full run for each person; accepted levels only.</summary>
    private async Task<double> PerPerson(int people)
    {
        var own = options with { People = people, RatedAgencies = 0, Runs = 3, Parts = new HashSet<string>(["typical"], StringComparer.Ordinal), Folder = Folder(people) };
        await using var cluster = await BenchCluster.Start(own, figures);
        var full = new FullFigures(cluster, own, figures);
        await full.Run();
        return full.Typical / people;
    }

    private async Task Rebuild()
    {
        var own = options with { People = Nation, RatedAgencies = int.MaxValue, Folder = Folder(Nation + 1) };
        await using var cluster = await BenchCluster.Start(own, figures);
        List<double> ratios = [], peaks = [], seconds = [];
        for (var i = 0; i < options.Runs; i++)
        {
            // Every vector must be written again: as after a new meaning of the cache.
            await cluster.Execute("truncate accepted_vector");
            await cluster.Execute("checkpoint");
            var copy = await Copy(cluster);
            var (took, peak) = await Child.Run("rebuild", cluster.AppConnectionString, 0);
            figures.Say(string.Create(CultureInfo.InvariantCulture, $"rebuild {i}: copy {copy:0.0} s, rebuild {took:0.0} s, {peak:0} MB"));
            ratios.Add(took / copy);
            seconds.Add(took);
            peaks.Add(peak);
        }
        figures.Add("rebuild_over_copy", Figures.Median(ratios), ratios.Count, new { seconds = Math.Round(Figures.Median(seconds), 1) });
        figures.Add("rebuild_peak_mb", peaks.Max(), peaks.Count);
    }

    private static async Task<double> Copy(BenchCluster cluster)
    {
        await using var connection = await cluster.Admin.OpenConnectionAsync();
        var buffer = new byte[1 << 18];
        var watch = Stopwatch.StartNew();
        foreach (var query in Read)
        {
            await using var copy = await connection.BeginRawBinaryCopyAsync($"copy ({query}) to stdout (format binary)");
            int read;
            do read = await copy.ReadAsync(buffer, CancellationToken.None);
            while (read > 0);
        }
        return watch.Elapsed.TotalSeconds;
    }

    private string? Folder(int people) => options.Folder is { } folder ? string.Create(CultureInfo.InvariantCulture, $"{folder}-{people}") : null;
}
