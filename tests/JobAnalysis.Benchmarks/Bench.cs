namespace JobAnalysis.Benchmarks;

/// <summary>Takes the figures one after the other on one cluster; exit code 1 when a limit is missed and that was asked.</summary>
internal static class Bench
{
    public static async Task<int> Run(BenchOptions options)
    {
        var figures = new Figures(Console.Out);
        if (options.Parts.Overlaps(["large", "rebuild"])) await new LargeFigures(options, figures).Run();
        else await OneNation(options, figures);
        foreach (var missed in figures.Missed) figures.Say($"missed: {missed}");
        return options.Check && figures.Missed.Count > 0 ? 1 : 0;
    }

    private static async Task OneNation(BenchOptions options, Figures figures)
    {
        await using var cluster = await BenchCluster.Start(options, figures);
        // Pages and acceptance need a published nation too.
        var full = new FullFigures(cluster, options, figures);
        await full.Run();
        if (options.Parts.Contains("plain")) await new Plain(cluster, options, figures).Run(full);
        if (options.Parts.Contains("peak")) await new PeakFigure(cluster, options, figures).Run();
        if (options.Parts.Contains("shared")) await new SharedFigure(cluster, options, figures).Run();
        if (options.Parts.Contains("accept")) await new AcceptFigures(cluster, figures).Run();
        if (options.Parts.Overlaps(["pages", "serve"])) await new PageFigures(cluster, options, figures).Run();
    }
}
