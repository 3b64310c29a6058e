using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.TestKit;
using Npgsql;

namespace JobAnalysis.Application.Tests.Demo;

/// <summary>After the first run the page of the demo's unit head shows what the product is about: every state, 關鍵 ones among them (mock/team.png).</summary>
public sealed class DemoTeamTests
{
    [Fact]
    public async Task The_unit_heads_team_shows_every_state()
    {
        await using var database = await Databases.CloneDemoAsync();
        await using var owner = NpgsqlDataSource.Create(database.OwnerConnectionString);
        await using (var clock = owner.CreateCommand("create or replace function run_clock() returns timestamptz language sql volatile as $$ select '2026-11-23 02:00:00+00'::timestamptz $$"))
            await clock.ExecuteNonQueryAsync();
        await using var application = new TestApplication(database.AppConnectionString);

        var outcome = await application.SendAsync(Actor.System(Databases.DemoDay), new RunDueSlots.Operation());
        var model = await application.SendAsync(await application.ActorAsync("unit-head@demo.example"), new ListTeamGaps.Query(null, false, LevelSource.Accepted, null));

        Assert.Equal((3, 0, 0), (outcome.Published, outcome.Refused, outcome.Failed));
        Assert.NotNull(model);
        Assert.Equal("應用系統科", model.Unit.Name.ZhHant);
        Assert.Equal(8, model.Rows.Count);
        Assert.Equal("陳怡君", model.Rows[0].Name);
        Assert.Equal([Tier.Junior, Tier.Middle], model.Rows.Select(r => r.Tier!.Value).Distinct().Order());
        GapCell[] cells = [.. model.Rows.SelectMany(r => r.Cells)];
        CellState[] expected = [CellState.NotRequired, CellState.Exempt, CellState.Expired, CellState.NotAssessed, CellState.Below, CellState.Met, CellState.Above];
        Assert.Equal(expected, cells.Select(c => c.State).Distinct().Order());
        Assert.Contains(cells, c => c.Below >= 2);
        Assert.Contains(cells, c => c is { State: CellState.Below, Level: 0 });
        Assert.Contains(cells, c => c is { State: CellState.Below, IsCritical: true });
        Assert.Contains(cells, c => c is { State: CellState.Met, IsCritical: true });
        Assert.InRange(model.Tiles.Met, model.Tiles.Required / 2, model.Tiles.Required - 10);
    }
}
