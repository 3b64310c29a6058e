using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using JobAnalysis.TestKit.Builders;

namespace JobAnalysis.Application.Tests.Gaps;

/// <summary>Agencies side by side with their sum: each with the day of its own run.</summary>
public sealed class ListAgencyTreeTotalsTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 6, 1);
    private GapFixture fixture = null!;
    private AgencyBuilder below = null!;

    public async ValueTask InitializeAsync()
    {
        fixture = await GapFixture.CreateAsync(Today);
        below = await AgencyBuilder.CreateAsync(fixture.Application, "A2", GapFixture.Start);
    }

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    private static async Task FillAsync(AgencyBuilder agency, int people)
    {
        var unit = await agency.AddUnitAsync();
        var profile = await agency.AddProfileAsync();
        await agency.PublishAsync(profile, GapFixture.Start, (0, 3, true));
        for (var i = 0; i < people; i++) await agency.AcceptAsync((await agency.AddHolderAsync(unit, profile, GapFixture.Start)).Person, 0, 2, Today.AddDays(-9), null);
    }

    private async Task RunAsync(AgencyBuilder agency)
    {
        await fixture.Application.SendAsync(agency.System, new RequestGapRun.Command(null, Full: false));
        await fixture.RunAsync(agency.OrganizationId);
    }

    private Task<ListAgencyTreeTotals.Model?> ListAsync(params Capability[] capabilities) => fixture.Application.SendAsync(
        new Actor(Actor.SystemAccountId, fixture.Agency.OrganizationId, null, [Role.HeadOfAgency], [], capabilities.ToHashSet(), Scope.None with
        {
            Organizations = [fixture.Agency.OrganizationId],
            AggregateOrganizations = [fixture.Agency.OrganizationId, below.OrganizationId],
            Today = Today,
        }), new ListAgencyTreeTotals.Query());

    [Fact]
    public async Task Published_totals_are_summed_and_the_oldest_day_is_told()
    {
        await FillAsync(fixture.Agency, 6);
        await FillAsync(below, 5);
        await fixture.RunAsync();
        await fixture.SetTodayAsync(Today.AddDays(1));
        await RunAsync(below);

        var view = (await ListAsync(Capability.ViewSubordinateTotals, Capability.ViewOrganizationTotals))!;
        Assert.Equal([(fixture.Agency.OrganizationId, Today), (below.OrganizationId, Today.AddDays(1))], view.Rows.Select(r => (r.Id, r.AsOf!.Value)));
        Assert.Equal(Today, view.Oldest!.Value.AsOf);
        Assert.Equal([6, 5], view.Rows.Select(r => r.Cells[0]!.Below));
        Assert.Equal((11, 11, 11), (view.Whole[0]!.Required, view.Whole[0]!.Assessed, view.Whole[0]!.CriticalBelow));
        Assert.True(view.IncludesOwn);

        var supervising = (await ListAsync(Capability.ViewSubordinateTotals))!;
        Assert.Equal(below.OrganizationId, Assert.Single(supervising.Rows).Id);
        Assert.Equal(5, supervising.Whole[0]!.Required);
    }

    [Fact]
    public async Task The_few_people_of_one_agency_cannot_be_had_from_the_sum()
    {
        await FillAsync(fixture.Agency, 9);
        await FillAsync(below, 3);
        await fixture.RunAsync();
        var view = (await ListAsync(Capability.ViewSubordinateTotals, Capability.ViewOrganizationTotals))!;
        Assert.Equal([9, null], view.Rows.Select(r => r.Cells[0]?.Required));
        Assert.Null(view.Whole[0]);
        Assert.True(view.IsSuppressed);
    }

    [Fact]
    public async Task An_agency_without_results_is_listed_and_not_summed()
    {
        await FillAsync(fixture.Agency, 6);
        await RunAsync(fixture.Agency);
        var view = (await ListAsync(Capability.ViewSubordinateTotals, Capability.ViewOrganizationTotals))!;
        Assert.Null(view.Rows[1].AsOf);
        Assert.Equal(6, view.Whole[0]!.Required);
    }

    [Fact]
    public async Task It_is_for_whoever_sees_the_totals_of_subordinate_agencies() =>
        await Assert.ThrowsAsync<ForbiddenException>(() => ListAsync(Capability.ViewOrganizationTotals));
}
