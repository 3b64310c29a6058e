using JobAnalysis.Architecture.Tests.Reading;

namespace JobAnalysis.Architecture.Tests.Snapshots;

/// <summary>Compares lines with a committed file. UPDATE_SNAPSHOTS=true writes the file; the change is then reviewed as any other.</summary>
internal static class Snapshot
{
    public static void Match(string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(Repository.Root, "tests/JobAnalysis.Architecture.Tests/Snapshots", name + ".txt");
        string[] now = [.. lines];
        Assert.NotEmpty(now);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "true") File.WriteAllText(path, string.Join('\n', now) + "\n");
        Assert.True(File.Exists(path), $"{path} is missing; run with UPDATE_SNAPSHOTS=true and review it.");
        var difference = Difference(File.ReadAllLines(path), now);
        Assert.True(difference.Count == 0, $"{name} changed; if that is meant, run with UPDATE_SNAPSHOTS=true and review the file.\n{string.Join('\n', difference)}");
    }

    /// <summary>Lines that went and lines that came; "order" when only that changed.</summary>
    public static IReadOnlyList<string> Difference(IReadOnlyList<string> then, IReadOnlyList<string> now)
    {
        if (then.SequenceEqual(now, StringComparer.Ordinal)) return [];
        string[] changed = [.. then.Except(now, StringComparer.Ordinal).Select(l => "- " + l), .. now.Except(then, StringComparer.Ordinal).Select(l => "+ " + l)];
        return changed.Length > 0 ? changed : ["order"];
    }
}
