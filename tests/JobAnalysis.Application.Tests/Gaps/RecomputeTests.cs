using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Shared;
using JobAnalysis.TestKit.Builders;

namespace JobAnalysis.Application.Tests.Gaps;

/// <summary>Days and agencies that the data know nothing of: an error that says so, never a number.</summary>
public sealed class RecomputeTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 6, 1);
    private GapFixture fixture = null!;

    public async ValueTask InitializeAsync() => fixture = await GapFixture.CreateAsync(Today);

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    private async Task<string> RefusedAsync(string? organization, DateOnly? asOf) =>
        (await Assert.ThrowsAsync<RuleViolationException>(() => fixture.Application.SendAsync(fixture.Worker, new Recompute.Operation(organization, asOf, false)))).Code;

    [Fact]
    public async Task An_unknown_agency_is_refused()
    {
        Assert.Equal("gaps.organization-unknown", await RefusedAsync("Z9", null));
        Assert.Equal("gaps.organization-unknown", await RefusedAsync("", null));
        Assert.Equal("gaps.organization-unknown", await RefusedAsync(Guid.CreateVersion7().ToString(), null));
    }

    [Fact]
    public async Task A_future_day_is_refused()
    {
        Assert.Equal("gaps.as-of-in-future", await RefusedAsync("A1", Today.AddDays(1)));
        Assert.Equal("gaps.as-of-in-future", await RefusedAsync(null, DateOnly.MaxValue));
        Assert.Empty(await fixture.PublicationsAsync());
    }

    [Fact]
    public async Task A_day_before_any_framework_was_adopted_is_refused_before_and_after_the_first_run()
    {
        foreach (var organization in (string?[])["A1", null])
            Assert.Equal("gaps.as-of-outside-data", await RefusedAsync(organization, GapFixture.Start.AddDays(-1)));
        Assert.Empty(await fixture.PublicationsAsync());
        await fixture.RunAsync();
        foreach (var day in (DateOnly[])[GapFixture.Start.AddDays(-1), DateOnly.MinValue])
            Assert.Equal("gaps.as-of-outside-data", await RefusedAsync("A1", day));
        Assert.Single(await fixture.PublicationsAsync());
    }

    [Fact]
    public async Task An_agency_that_adopted_nothing_is_refused_by_name_and_passed_over_without()
    {
        await AgencyBuilder.CreateAsync(fixture.Application, "B1", null);
        Assert.Equal("gaps.as-of-outside-data", await RefusedAsync("B1", null));
        var reports = await fixture.Application.SendAsync(fixture.Worker, new Recompute.Operation(null, null, false));
        Assert.Equal("A1", Assert.Single(reports).OrganizationCode);
    }
}
