using System.Globalization;

namespace JobAnalysis.Benchmarks;

/// <summary>Three processes that share the slots of a night, against one that has them for itself. Both are warm and wait; each round they find the same work.</summary>
internal sealed class SharedFigure(BenchCluster cluster, BenchOptions options, Figures figures)
{
    public async Task Run()
    {
        var changes = new Changes(cluster);
        var agencies = (int)await cluster.Ask<long>("select count(*) from organization");
        await using var alone = WarmChild.Start(cluster.AppConnectionString);
        WarmChild[] three = [.. Enumerable.Range(0, 3).Select(_ => WarmChild.Start(cluster.AppConnectionString))];
        List<double> ones = [], threes = [], ratios = [];
        List<int> parts = [];
        try
        {
            // Three rounds more than counted: plans, caches and compiled code of four processes.
            for (var i = -2; i <= options.Runs; i++)
            {
                var one = (await Round([alone])).Seconds;
                var (many, shares) = await Round(three);
                figures.Say(string.Create(CultureInfo.InvariantCulture, $"one process {one:0.000} s, three {many:0.000} s ({string.Join(" + ", shares)} publications)"));
                if (i <= 0) continue;
                ones.Add(one);
                threes.Add(many);
                ratios.Add(many / one);
                parts.Add(shares.Count(s => s > 0));
            }
        }
        finally
        {
            foreach (var child in three) await child.DisposeAsync();
        }
        if (await cluster.Ask<long>("select count(*) from (select from gap_publication group by organization_id, as_of, formula_version, epoch having count(*) > 1) twice") > 0)
            throw new InvalidOperationException("one epoch was published twice");
        await ExpectedResults.Check(cluster, "three_processes_over_one");
        figures.Add("three_processes_over_one", Figures.Median(ratios), ratios.Count,
            new { seconds = Math.Round(Figures.Median(threes), 3), one_process_seconds = Math.Round(Figures.Median(ones), 3), people = options.People, processes_that_published = parts.Max() });

        async Task<(double Seconds, int[] Shares)> Round(IReadOnlyList<WarmChild> children)
        {
            await changes.Levels("typical");
            await Engine.Raise(cluster, full: true);
            await cluster.Settle();
            var before = await cluster.Ask<long>("select count(*) from gap_publication");
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var shares = await Task.WhenAll(children.Select(c => c.Work()));
            var seconds = watch.Elapsed.TotalSeconds;
            var (published, waiting) = (await cluster.Ask<long>("select count(*) from gap_publication") - before, await cluster.Ask<long>("select count(*) from gap_run where requested > published"));
            return published == agencies && shares.Sum() == agencies && waiting == 0 ? (seconds, shares)
                : throw new InvalidOperationException($"{published} publications of {agencies} slots, {string.Join(" + ", shares)} reported, {waiting} slots wait");
        }
    }
}
