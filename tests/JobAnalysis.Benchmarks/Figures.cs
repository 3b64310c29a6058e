using System.Globalization;
using System.Text.Json;

namespace JobAnalysis.Benchmarks;

/// <summary>The figures of issue 3 with their limits: one JSON line each; seconds behind a ratio are printed beside it.</summary>
internal sealed class Figures(TextWriter output)
{
    /// <summary>At most, or at least where the second is true.</summary>
    private static readonly Dictionary<string, (double Limit, bool AtLeast)> Limits = new(StringComparer.Ordinal)
    {
        ["full_typical_over_floor"] = (0.8, false),
        ["full_first_over_floor"] = (2.5, false),
        ["full_all_changed_over_floor"] = (4.5, false),
        ["plain_over_full_typical"] = (8, true),
        ["plain_over_full_first"] = (6, true),
        ["plain_over_full_all_changed"] = (5, true),
        ["delta1_over_full_typical"] = (0.25, false),
        ["delta1_four_over_full_typical"] = (0.10, false),
        ["delta0_over_full_typical"] = (0.05, false),
        ["delta0_result_rows_written"] = (0, false),
        ["peak_mb"] = (200, false),
        ["three_processes_over_one"] = (1.15, false),
        ["per_person_4m_over_400k"] = (1.1, false),
        ["rebuild_over_copy"] = (3.0, false),
        ["rebuild_peak_mb"] = (300, false),
        ["accept_over_insert_1_median"] = (10, false),
        ["accept_over_insert_1_p95"] = (10, false),
        ["accept_over_insert_8_median"] = (10, false),
        ["accept_over_insert_8_p95"] = (10, false),
        ["accept_round_trips"] = (4, false),
        ["team_page_over_trivial"] = (2.5, false),
        ["unit_page_over_trivial"] = (2.5, false),
        ["agency_page_over_trivial"] = (2.5, false),
        ["explain_over_trivial"] = (2.5, false),
    };

    private readonly List<string> missed = [];
    private readonly Lock gate = new();

    public IReadOnlyList<string> Missed => missed;

    /// <summary>A figure with what it was made from.</summary>
    public void Add(string name, double value, int runs, object? detail = null)
    {
        var limit = Limits.TryGetValue(name, out var known) ? known : ((double Limit, bool AtLeast)?)null;
        var line = JsonSerializer.Serialize(new { figure = name, value = Math.Round(value, 3), runs });
        var extra = detail is null ? "" : string.Concat(", ", JsonSerializer.Serialize(detail).AsSpan(1, JsonSerializer.Serialize(detail).Length - 2));
        var fails = limit is { } l && (l.AtLeast ? value < l.Limit : value > l.Limit);
        var bound = limit is { } b ? string.Create(CultureInfo.InvariantCulture, $", \"{(b.AtLeast ? "at_least" : "at_most")}\":{b.Limit}, \"met\":{(fails ? "false" : "true")}") : "";
        lock (gate)
        {
            output.WriteLine($"{line[..^1]}{bound}{extra}}}");
            output.Flush();
            if (fails) missed.Add(name);
        }
    }

    /// <summary>What happens, for whoever waits; not a figure.</summary>
    public void Say(string line) => Console.Error.WriteLine($"{TimeProvider.System.GetLocalNow():HH:mm:ss} {line}");

    public static double Median(IReadOnlyList<double> values) => Percentile(values, 0.5);

    public static double Percentile(IReadOnlyList<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        var at = share * (sorted.Length - 1);
        var low = (int)at;
        return low + 1 < sorted.Length ? sorted[low] + ((at - low) * (sorted[low + 1] - sorted[low])) : sorted[low];
    }
}
