using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace JobAnalysis.Benchmarks;

/// <summary>Requests a second of a page against those of the trivial page for the same reader: wrk, 50 connections, three alternating rounds of 20 s after 5 s.</summary>
internal sealed partial class PageFigures(BenchCluster cluster, BenchOptions options, Figures figures)
{
    private const int Connections = 50;
    private const int Rounds = 3;

    private sealed record Target(string Figure, string UserName, string Path, Guid Person, string MustHold);

    public async Task Run()
    {
        await Accounts.Make(cluster);
        await Publish();
        await using var host = await PageHost.Start(cluster.AppConnectionString);
        foreach (var target in await Targets())
        {
            var cookie = await host.SignIn(target.UserName, Accounts.Password);
            var trivial = $"/bench/trivial/{target.Person}";
            if (options.Parts.Contains("serve"))
            {
                figures.Say($"{target.Figure}: curl -H 'Cookie: {cookie}' '{host.Address}{target.Path}' ; trivial {trivial}");
                continue;
            }
            var problem = await Problem(host, target.Path, cookie, target.MustHold) ?? await Problem(host, trivial, cookie, "");
            if (problem is not null)
            {
                // No figure of a page that does not show what it must.
                figures.Add(target.Figure, double.MaxValue, 0, new { problem });
                continue;
            }
            List<double> pages = [], trivials = [];
            for (var round = 0; round < Rounds; round++)
            {
                trivials.Add(await Load(host.Address + trivial, cookie));
                pages.Add(await Load(host.Address + target.Path, cookie));
            }
            figures.Add(target.Figure, Figures.Median([.. trivials.Zip(pages, (t, p) => t / p)]), Rounds, new { requests_per_second = Math.Round(Figures.Median(pages), 1), trivial_per_second = Math.Round(Figures.Median(trivials), 1) });
        }
        // For a profiler: until Ctrl-C.
        if (options.Parts.Contains("serve")) await Task.Delay(Timeout.InfiniteTimeSpan);
    }

    /// <summary>Levels accepted before are in the results at once, in the totals with the next run.</summary>
    private async Task Publish()
    {
        await Engine.Raise(cluster, full: false);
        await using var engine = new Engine(cluster.AppConnectionString);
        await engine.Run((int)await cluster.Ask<long>("select count(*) from organization"));
        await cluster.Settle();
    }

    /// <summary>A section of fifty, a division of a tenth of the agency, the agency; the last name of the list, the last total of the table.</summary>
    private async Task<IReadOnlyList<Target>> Targets()
    {
        const string Heads = """
            select h.id || '|' || h.personnel_number || '|' || u.id || '|' || u.name_zh_hant from bench.largest l
            join position_facts f on f.organization_id = l.organization_id and f.heads_unit_id is not null
            join appointment a on a.organization_id = f.organization_id and a.position_id = f.position_id and a.kind = 'Regular'
            join person h on h.organization_id = a.organization_id and h.id = a.person_id
            join unit u on u.organization_id = f.organization_id and u.id = f.heads_unit_id
            join unit_placement p on p.organization_id = u.organization_id and p.unit_id = u.id
            """;
        var section = (await cluster.Lines($"{Heads} where nlevel(p.path) = 3 order by p.display_order limit 1"))[0].Split('|');
        var division = (await cluster.Lines($"{Heads} where nlevel(p.path) = 2 order by p.display_order limit 1"))[0].Split('|');
        var root = (await cluster.Lines($"{Heads} where nlevel(p.path) = 1"))[0].Split('|');
        var last = await cluster.Ask<string>($"""
            select name from person p join gap_result r on r.organization_id = p.organization_id and r.person_id = p.id where r.unit_id = '{section[2]}'
            order by (select f.official_order from appointment a join position_facts f on f.organization_id = a.organization_id and f.position_id = a.position_id where a.organization_id = r.organization_id and a.id = r.appointment_id) desc,
              name collate "zh-Hant-TW-x-icu" desc limit 1
            """);
        var cell = (await cluster.Lines($"""
            select r.appointment_id || '|' || k.id || '|' || p.name from gap_result r join person p on p.organization_id = r.organization_id and p.id = r.person_id
            join competency k on k.framework_id = r.framework_id where r.unit_id = '{section[2]}' and get_byte(r.states, k.ordinal) = 7 and p.id <> '{section[0]}' order by r.appointment_id, k.ordinal limit 1
            """))[0].Split('|');
        return
        [
            new("team_page_over_trivial", section[1], $"/team/gaps?unit={section[2]}", Guid.Parse(section[0]), last),
            new("unit_page_over_trivial", root[1], $"/organization/gaps?unit={division[2]}", Guid.Parse(root[0]), await LastTotal(division[2])),
            new("agency_page_over_trivial", root[1], "/organization/gaps", Guid.Parse(root[0]), await LastTotal(root[2])),
            new("explain_over_trivial", section[1], $"/gaps/{cell[0]}/{cell[1]}", Guid.Parse(section[0]), cell[2]),
        ];
    }

    /// <summary>Assessed and required of the last item over the unit and everything below it, people by their 本職, as the table prints them.</summary>
    private Task<string> LastTotal(string unit) => cluster.Ask<string>($"""
        select count(*) filter (where get_byte(r.states, 18) >= 7) || '/' || count(*) from gap_result r
        join appointment a on a.organization_id = r.organization_id and a.id = r.appointment_id and a.kind = 'Regular'
        join unit_placement p on p.organization_id = r.organization_id and p.unit_id = r.unit_id
        where p.path <@ (select path from unit_placement where unit_id = '{unit}') and get_byte(r.states, 18) >= 3
        """);

    private static async Task<string?> Problem(PageHost host, string path, string cookie, string mustHold)
    {
        var (status, body) = await host.Get(path, cookie);
        return status != HttpStatusCode.OK ? $"{path}: {(int)status}" : body.Contains(mustHold, StringComparison.Ordinal) ? null : $"{path}: without {mustHold}";
    }

    private async Task<double> Load(string address, string cookie)
    {
        await Wrk(address, cookie, Math.Max(1, options.PageSeconds / 4));
        var text = await Wrk(address, cookie, options.PageSeconds);
        if (text.Contains("Non-2xx", StringComparison.Ordinal) || text.Contains("Socket errors", StringComparison.Ordinal)) throw new InvalidOperationException(text);
        return double.Parse(RequestsPerSecond().Match(text).Groups["n"].Value, CultureInfo.InvariantCulture);
    }

    private static async Task<string> Wrk(string address, string cookie, int seconds)
    {
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["-t1", $"-c{Connections}", $"-d{seconds}s", "--timeout", "20s", "-H", $"Cookie: {cookie}", address]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"wrk ended with {process.ExitCode}: {text}");
    }

    [GeneratedRegex(@"Requests/sec:\s+(?<n>[\d.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RequestsPerSecond();
}
