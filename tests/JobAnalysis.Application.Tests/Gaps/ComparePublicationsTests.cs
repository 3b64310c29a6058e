using JobAnalysis.Application.Gaps;

namespace JobAnalysis.Application.Tests.Gaps;

public sealed class ComparePublicationsTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 6, 1);
    private GapFixture fixture = null!;
    private Guid profile;
    private Guid unit;

    public async ValueTask InitializeAsync()
    {
        fixture = await GapFixture.CreateAsync(Today);
        unit = await fixture.Agency.AddUnitAsync();
        profile = await fixture.Agency.AddProfileAsync();
        await fixture.Agency.PublishAsync(profile, GapFixture.Start, (0, 3, true), (1, 2, false));
    }

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    private Task<ComparePublications.Model?> CompareAsync(long? from = null, long? to = null) => fixture.Application.SendAsync(fixture.Agency.System, new ComparePublications.Query(from, to));

    [Fact]
    public async Task Two_runs_stand_side_by_side_with_what_each_showed()
    {
        var (stays, _) = await fixture.Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        var (rises, _) = await fixture.Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await fixture.Agency.AcceptAsync(stays, 0, 1, Today.AddDays(-30), null);
        await fixture.Agency.AcceptAsync(rises, 0, 2, Today.AddDays(-30), null);
        await fixture.RunAsync();

        await fixture.SetTodayAsync(Today.AddDays(1));
        await fixture.Agency.AcceptAsync(rises, 0, 3, Today.AddDays(1), null);
        await fixture.Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await fixture.RunAsync();

        var view = (await CompareAsync())!;
        Assert.Equal((1L, 2L, 2L), (view.From.Id, view.To.Id, view.Last));
        Assert.Equal((2, 3), (view.From.People, view.To.People));
        Assert.Equal((2, 1), (view.From.CriticalPeople, view.To.CriticalPeople));
        var first = view.Rows.Single(r => r.Competency.Ordinal == 0);
        Assert.Equal(new ComparePublications.Cell(Required: 2, Met: 0, Below: 2, NotAssessed: 0, Expired: 0), first.From);
        Assert.Equal(new ComparePublications.Cell(Required: 3, Met: 1, Below: 1, NotAssessed: 1, Expired: 0), first.To);
        Assert.False(view.FrameworkChanged);

        // The order in which they are named says nothing.
        var turned = (await CompareAsync(2, 1))!;
        Assert.Equal((1L, 2L), (turned.From.Id, turned.To.Id));
    }

    [Theory]
    [InlineData(1L, 1L)]
    [InlineData(1L, 9L)]
    [InlineData(-4L, 1L)]
    public async Task Runs_that_do_not_exist_are_not_compared(long from, long to)
    {
        await fixture.Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await fixture.RunAsync();
        Assert.Null(await CompareAsync(from, to));
    }

    [Fact]
    public async Task Before_the_second_run_there_is_nothing_to_compare()
    {
        Assert.Null(await CompareAsync());
        await fixture.RunAsync();
        Assert.Null(await CompareAsync());
    }
}
