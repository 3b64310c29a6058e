using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Tests.Gaps;

/// <summary>暫停時段: which slots wait, and for how long.</summary>
public sealed class SetPauseWindowTests : IAsyncLifetime
{
    private static readonly DateOnly Friday = new(2026, 11, 27);
    private static readonly DateOnly Monday = new(2026, 11, 30);
    private GapFixture fixture = null!;

    public async ValueTask InitializeAsync() => fixture = await GapFixture.CreateAsync(Friday);

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    private Task AtAsync(DateOnly day, int hour) => fixture.SetClockAsync(new(day.ToDateTime(new(hour, 0)), TimeSpan.FromHours(8)));

    private Task<SetPauseWindow.Result> SetAsync(bool pauses, string? from = null, string? to = null, string? validFrom = null) =>
        fixture.Application.SendAsync(fixture.Agency.System, new SetPauseWindow.Command(pauses, from, to, validFrom));

    private async Task<DateOnly[]> DaysAsync() => [.. (await fixture.PublicationsAsync()).Select(p => p.AsOf)];

    [Fact]
    public async Task Missed_nights_wait_in_working_hours_and_are_made_up_in_order_afterwards()
    {
        await fixture.RunAsync();
        await AtAsync(Monday, 10);
        Assert.Equal(default, await fixture.RunAsync());
        Assert.Equal([Friday], await DaysAsync());

        var view = await fixture.Application.SendAsync(fixture.Agency.System, new ShowRuns.Query());
        Assert.True(view.Facts.Waiting is { Count: 3 } waiting && waiting.All(s => s.IsPaused));
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 18, 0, 0, TimeSpan.FromHours(8)), view.Facts.PauseEnds);

        await AtAsync(Monday, 18);
        await fixture.RunAsync();
        Assert.Equal([Friday, Friday.AddDays(1), Friday.AddDays(2), Monday], await DaysAsync());
    }

    [Fact]
    public async Task Saturday_is_no_working_day()
    {
        await fixture.RunAsync();
        await AtAsync(Friday.AddDays(1), 10);
        await fixture.RunAsync();
        Assert.Equal([Friday, Friday.AddDays(1)], await DaysAsync());
    }

    [Fact]
    public async Task A_request_never_waits_and_takes_the_missed_nights_along()
    {
        await fixture.RunAsync();
        await AtAsync(Monday, 10);
        await fixture.Application.SendAsync(fixture.Agency.System, new RequestGapRun.Command(null, false));
        await fixture.RunAsync();
        Assert.Equal([Friday, Friday.AddDays(1), Friday.AddDays(2), Monday], await DaysAsync());
    }

    [Fact]
    public async Task The_first_run_of_an_agency_never_waits()
    {
        await AtAsync(Monday, 10);
        await fixture.RunAsync();
        Assert.Equal([Monday], await DaysAsync());
    }

    [Fact]
    public async Task What_a_dead_worker_left_is_taken_over_in_working_hours()
    {
        await fixture.RunAsync();
        await AtAsync(Monday, 7);
        await fixture.Application.SendAsync(fixture.Agency.System, new ShowRuns.Query());
        await fixture.SqlAsync($"insert into gap_run(organization_id, as_of, formula_version, requested, published, epoch, cause, \"full\", failures, requested_at, lease_until, claimed_by) values ('{fixture.Agency.OrganizationId}', '2026-11-28', {GapFormula.Version}, 1, 0, 1, 'MissedNight', false, 0, run_clock(), run_clock() - interval '1 minute', 'dead')");
        await AtAsync(Monday, 10);
        await fixture.RunAsync();
        Assert.Contains(Friday.AddDays(1), await DaysAsync());
    }

    [Fact]
    public async Task A_window_holds_from_its_day_on_and_none_pauses_nothing()
    {
        await fixture.RunAsync();
        await SetAsync(pauses: false, validFrom: "115/12/1");
        await AtAsync(Monday, 10);
        await fixture.RunAsync();
        Assert.Equal([Friday], await DaysAsync());
        await AtAsync(Monday.AddDays(1), 10);
        await fixture.RunAsync();
        Assert.Equal(5, (await DaysAsync()).Length);

        var view = await fixture.Application.SendAsync(fixture.Agency.System, new ShowPauseWindow.Query());
        Assert.Equal((PauseWindow.Never, true), (view.InForce!.Value, view.InForce.IsOwn));
    }

    [Fact]
    public async Task A_second_decision_for_the_same_day_replaces_the_first()
    {
        Assert.Equal("07:30-12:00", (await SetAsync(true, "7:30", "１２：００")).Value);
        await SetAsync(true, "09:00", "17:00");
        var view = await fixture.Application.SendAsync(fixture.Agency.System, new ShowPauseWindow.Query());
        Assert.Equal("09:00-17:00", Assert.Single(view.Rows).Value);
        Assert.Equal("09:00-17:00", (await fixture.Application.SendAsync(fixture.Agency.System, new ShowRuns.Query())).Facts.PauseWindow);
    }

    [Theory]
    [InlineData("18:00", "08:00", null, "gaps.pause-order")]
    [InlineData("00:00", "23:00", null, "gaps.pause-too-long")]
    [InlineData("08:00", "18:00", "115/11/26", "gaps.pause-in-past")]
    public async Task What_makes_no_sense_is_refused(string from, string to, string? validFrom, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<RuleViolationException>(() => SetAsync(true, from, to, validFrom))).Code);

    [Theory]
    [InlineData("25:00", "18:00", null)]
    [InlineData("08:00", "", null)]
    [InlineData("08:00", "18:00", "someday")]
    public async Task What_cannot_be_read_is_refused(string from, string to, string? validFrom) =>
        await Assert.ThrowsAsync<InvalidMessageException>(() => SetAsync(true, from, to, validFrom));

    [Fact]
    public async Task The_default_of_the_database_is_that_of_the_domain() =>
        Assert.Equal(PauseWindow.Default.ToString(), await fixture.SqlAsync($"select gap_pause_window('{fixture.Agency.OrganizationId}', '2026-11-30')"));

    [Fact]
    public async Task A_value_nobody_can_read_is_the_default()
    {
        await fixture.SqlAsync("insert into setting(id, key, value, valid_from, recorded_at) values (gen_random_uuid(), 'gaps.pause-window', '18:00-08:00', '2026-01-01', now())");
        Assert.Equal("08:00-18:00", await fixture.SqlAsync($"select gap_pause_window('{fixture.Agency.OrganizationId}', '2026-11-30')"));
    }
}
