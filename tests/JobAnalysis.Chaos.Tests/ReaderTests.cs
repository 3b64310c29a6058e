using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.TestKit;

namespace JobAnalysis.Chaos.Tests;

/// <summary>Whoever reads while runs publish sees one publication or another, never some of each.</summary>
[Collection(nameof(ChaosCollection))]
public sealed class ReaderTests(ChaosCluster cluster)
{
    private const int Publications = 200;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(25);

    /// <summary>What one read showed: the publication it names, everything else on the page, and the counts that both pages have.</summary>
    private sealed record Reading(string Page, long Publication, string Shown, string Counts);

    [Fact]
    public async Task A_reader_of_team_page_and_totals_never_sees_two_publications_mixed()
    {
        var database = await cluster.CloneAsync(published: true);
        await using var writer = database.Open();
        await using var reader = database.Open();
        var hr = await reader.ActorAsync("hr@demo.example");
        ConcurrentQueue<Reading> readings = [];
        using var stop = new CancellationTokenSource();
        var reading = Task.WhenAll(Poll(() => Team(reader, hr)), Poll(() => Team(reader, hr)), Poll(() => Totals(reader, hr)));

        List<Reading> quiet = [];
        var waited = Stopwatch.StartNew();
        for (var i = 1; i <= Publications && (Scenario.All || waited.Elapsed < Enough) && !reading.IsCompleted; i++)
        {
            await Publish(database, writer, hr.OrganizationId, i);
            // Nobody publishes now: this is what the publication says.
            quiet.Add(await Team(writer, hr));
            quiet.Add(await Totals(writer, hr));
        }
        await stop.CancelAsync();
        await reading;

        var said = quiet.ToDictionary(r => (r.Page, r.Publication));
        var unlike = quiet.Where(r => r.Page == "team").Zip(quiet.Where(r => r.Page == "team").Skip(1)).Count(p => p.First.Counts != p.Second.Counts && p.Second.Publication == p.First.Publication + 1);
        Assert.True(unlike >= 3 && unlike == (quiet.Count / 2) - 1, $"{unlike} of {quiet.Count / 2} publications showed something else than the one before");
        foreach (var publication in quiet.GroupBy(r => r.Publication)) Assert.True(publication.Select(r => r.Counts).Distinct().Count() == 1, $"rows and totals of publication {publication.Key} differ:\n{string.Join('\n', publication.Select(r => r.Counts))}");
        var read = readings.Where(r => said.ContainsKey((r.Page, r.Publication))).ToList();
        Assert.True(read.Select(r => (r.Page, r.Publication)).Distinct().Count() > unlike / 2, $"{read.Count} reads in {unlike} publications prove nothing");
        var mixed = read.Where(r => r.Shown != said[(r.Page, r.Publication)].Shown).Select(r => $"the {r.Page} page names publication {r.Publication} and shows {(quiet.Find(q => q.Page == r.Page && q.Shown == r.Shown) is { } other ? $"that of {other.Publication}" : "no publication at all: two are mixed")}").ToList();
        Assert.True(mixed.Count == 0, $"{mixed.Count} of {read.Count} reads:\n{string.Join('\n', mixed.Take(5))}");
        TestContext.Current.TestOutputHelper!.WriteLine($"{unlike + 1} publications, {readings.Count} reads, {waited.Elapsed.TotalSeconds:0} s");

        async Task Poll(Func<Task<Reading>> read)
        {
            while (!stop.IsCancellationRequested)
            {
                readings.Enqueue(await read());
                await Task.Delay(Random.Shared.Next(10, 60), CancellationToken.None);
            }
        }
    }

    /// <summary>The whole agency as a team: its rows count up to the totals.</summary>
    private static async Task<Reading> Team(TestApplication application, Actor actor)
    {
        var page = (await application.SendAsync(actor, new ListTeamGaps.Query(null, true, LevelSource.Accepted, null, AllRows: true)))!;
        // Totals count a person once, in the 本職.
        var regular = page.Rows.Where(r => r.Kind is AppointmentKind.Regular).Select(r => r.Cells).ToList();
        var counts = Enumerable.Range(0, page.Columns.Count).Select(i => (
            regular.Count(c => c[i].State is CellState.Below), regular.Count(c => c[i].Below >= 2), regular.Count(c => c[i].IsCompared), regular.Count(c => c[i].IsRequirement)));
        var rows = page.Rows.Select(r => $"{r.AppointmentId} {r.Tier} {string.Join(',', r.Cells)}");
        return new("team", page.Basis!.PublicationId, $"{page.Basis} {page.RowCount} {page.Tiles} {string.Join('\n', rows)} {string.Join(',', page.Foot)}", Counts(counts));
    }

    private static async Task<Reading> Totals(TestApplication application, Actor actor)
    {
        var page = (await application.SendAsync(actor, new ListOrganizationTotals.Query(null)))!;
        var rows = page.Rows.Select(r => $"{r.UnitId} {string.Join(',', r.Cells)}");
        return new("totals", page.Basis!.PublicationId, $"{page.Basis} {string.Join('\n', rows)} {string.Join(',', page.Whole!.Cells)}", Counts(page.Whole!.Cells.Select(c => (c!.Below, c.BelowByTwo, c.Assessed, c.Required))));
    }

    private static string Counts(IEnumerable<(int, int, int, int)> cells) => string.Join(' ', cells);

    /// <summary>Other people are asked for another tier, and a run publishes that.</summary>
    private static async Task Publish(ChaosDatabase database, TestApplication writer, Guid organizationId, int number)
    {
        var id = organizationId.ToString("D", CultureInfo.InvariantCulture);
        await database.ExecuteAsync($"""
            update appointment_tier t set tier = (array['Junior', 'Middle', 'Senior'])[1 + abs(hashtext(t.id::text || '{number}')) % 3] where organization_id = '{id}';
            update person set input_revision = input_revision + 1 where organization_id = '{id}';
            update gap_run set requested = requested + 1 where organization_id = '{id}' and as_of = (select max(as_of) from gap_run where organization_id = '{id}')
            """);
        var outcome = await writer.SendAsync(Actor.System(Databases.DemoDay), new RunDueSlots.Operation(organizationId));
        Assert.Equal(new(1, 0, 0), outcome);
    }
}
