using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;

namespace JobAnalysis.Application.Tests.Gaps;

public sealed class RecomputeUnitTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 6, 1);
    private GapFixture fixture = null!;
    private Guid one;
    private Guid other;

    public async ValueTask InitializeAsync()
    {
        fixture = await GapFixture.CreateAsync(Today);
        one = await fixture.Agency.AddUnitAsync();
        other = await fixture.Agency.AddUnitAsync();
        await fixture.Agency.ChangeAsync(db =>
        {
            foreach (var unit in (Guid[])[one, other])
                db.UnitPlacements.Add(new() { OrganizationId = fixture.Agency.OrganizationId, Id = Guid.CreateVersion7(), UnitId = unit, Path = $"{unit:N}", ValidFrom = GapFixture.Start });
            return Task.CompletedTask;
        });
        var profile = await fixture.Agency.AddProfileAsync();
        await fixture.Agency.PublishAsync(profile, GapFixture.Start, (0, 3, true));
        foreach (var unit in (Guid[])[one, one, other]) await fixture.Agency.AddHolderAsync(unit, profile, GapFixture.Start);
    }

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task Only_the_people_of_the_unit_are_computed_again_and_the_cost_is_told_before()
    {
        var actor = fixture.Agency.System with { Scope = fixture.Agency.System.Scope with { Today = Today } };
        var before = (await fixture.Application.SendAsync(actor, new ShowUnitRun.Query(one, false)))!;
        Assert.Equal((2, (double?)null), (before.People, before.Seconds));
        await fixture.RunAsync();
        var cost = (await fixture.Application.SendAsync(actor, new ShowUnitRun.Query(one, false)))!;
        Assert.Equal(2, cost.People);
        Assert.NotNull(cost.Seconds);
        Assert.Equal(1, (await fixture.Application.SendAsync(actor, new ShowUnitRun.Query(other, true)))!.People);

        Assert.Equal(new RecomputeUnit.Result(2, Today), await fixture.Application.SendAsync(actor, new RecomputeUnit.Command(one, false)));
        await fixture.RunAsync();

        var facts = (await fixture.Application.SendAsync(actor, new ShowRuns.Query())).Facts;
        Assert.Equal((2, 3, 2, 0), (facts.Last!.People, facts.Last.Headcount, facts.Last.DueByInput, facts.Last.Changed));
        Assert.False(facts.Last.IsWhole);
    }

    [Fact]
    public async Task A_unit_that_is_not_of_the_agency_does_not_exist()
    {
        Assert.Null(await fixture.Application.SendAsync(fixture.Agency.System, new RecomputeUnit.Command(Guid.CreateVersion7(), false)));
        var nameless = fixture.Agency.System with { Scope = fixture.Agency.System.Scope with { WholeOrganizations = [] } };
        Assert.Null(await fixture.Application.SendAsync(nameless, new RecomputeUnit.Command(one, false)));
        Assert.Null(await fixture.Application.SendAsync(nameless, new ShowUnitRun.Query(one, false)));
        var employee = fixture.Agency.System with { Capabilities = new HashSet<Capability> { Capability.ViewRuns } };
        await Assert.ThrowsAsync<ForbiddenException>(() => fixture.Application.SendAsync(employee, new RecomputeUnit.Command(one, false)));
    }
}
