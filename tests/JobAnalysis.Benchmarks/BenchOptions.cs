using System.Globalization;

namespace JobAnalysis.Benchmarks;

/// <summary>What is measured, on how many people.</summary>
internal sealed record BenchOptions
{
    public int People { get; init; } = 400_000;

    /// <summary>So many of the largest agencies have ratings: submitting and explaining need them, a run reads vectors.</summary>
    public int RatedAgencies { get; init; } = 1;

    public int Seed { get; init; } = 115;

    public int Runs { get; init; } = 5;

    /// <summary>Normalised rows are slow: three runs.</summary>
    public int PlainRuns { get; init; } = 3;

    /// <summary>Fails when a figure misses its limit.</summary>
    public bool Check { get; init; }

    public IReadOnlySet<string> Parts { get; init; } = new HashSet<string>(["full", "delta", "plain", "peak", "shared", "accept", "pages"], StringComparer.Ordinal);

    /// <summary>Seconds of one round of wrk; a quarter of it warms up before.</summary>
    public int PageSeconds { get; init; } = 20;

    /// <summary>A folder to keep between calls: the nation in it is used again where it fits.</summary>
    public string? Folder { get; init; }

    /// <summary>The day on which everything happens.</summary>
    public static DateOnly Today { get; } = new(2026, 11, 23);

    public static BenchOptions Parse(string[] args)
    {
        var options = new BenchOptions();
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--quick" => options with { People = 40_000, RatedAgencies = 1, Parts = new HashSet<string>(["full", "delta", "peak", "shared", "accept"], StringComparer.Ordinal) },
                "--check" => options with { Check = true },
                "--large" => options with { Parts = new HashSet<string>(["large"], StringComparer.Ordinal) },
                "--people" => options with { People = Number(args, ++i) },
                "--rated-agencies" => options with { RatedAgencies = Number(args, ++i) },
                "--runs" => options with { Runs = Number(args, ++i) },
                "--page-seconds" => options with { PageSeconds = Number(args, ++i) },
                "--seed" => options with { Seed = Number(args, ++i) },
                "--folder" => options with { Folder = Path.GetFullPath(Next(args, ++i)) },
                "--parts" => options with { Parts = WithNeeded(Next(args, ++i).Split(',')) },
                _ => throw new FormatException($"{args[i]}?"),
            };
        }
        return options;
    }

    /// <summary>Plain is compared with the full runs of the same call.</summary>
    private static HashSet<string> WithNeeded(string[] parts) => new(parts.Contains("plain", StringComparer.Ordinal) ? [.. parts, "full"] : parts, StringComparer.Ordinal);

    private static int Number(string[] args, int at) => int.Parse(Next(args, at), NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Next(string[] args, int at) => at < args.Length ? args[at] : throw new FormatException($"{args[^1]} needs a value");
}
