using System.Globalization;

namespace JobAnalysis.Application.Tests.Gaps;

/// <summary>The nights of an agency through whole days of the clock: in Taipei, and in a zone where an hour is missing and another comes twice.</summary>
public sealed class RunScheduleTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(20);

    [Theory]
    [InlineData("Asia/Taipei", "2026-03-07")]
    [InlineData("America/New_York", "2026-03-07")] // 02:00 does not exist on 8 March 2026
    [InlineData("America/New_York", "2026-10-31")] // 01:00 comes twice on 1 November 2026
    [InlineData("Asia/Taipei", "2027-12-30")] // over the end of a year
    public async Task Every_local_date_is_published_exactly_once_and_in_order(string zone, string from)
    {
        var first = DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var local = TimeZoneInfo.FindSystemTimeZoneById(zone);
        await using var fixture = await GapFixture.CreateAsync(first);
        await fixture.Agency.AddHolderAsync(await fixture.Agency.AddUnitAsync(), null, GapFixture.Start);
        await fixture.SqlAsync($"create or replace function taipei_date(instant timestamptz) returns date language sql immutable as $$ select (instant at time zone '{zone}')::date $$");

        var start = new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(first.ToDateTime(new(3, 30)), local), TimeSpan.Zero);
        for (var at = start; at < start.AddDays(3); at += Step)
        {
            await fixture.SetClockAsync(at);
            await fixture.RunAsync();
            // A night is run from two hours after midnight on: not a step earlier, not a step later.
            var night = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at.AddHours(-2), local).DateTime);
            Assert.Equal(night, (await fixture.PublicationsAsync()).Max(p => p.AsOf));
        }

        Assert.Equal([first, first.AddDays(1), first.AddDays(2), first.AddDays(3)], (await fixture.PublicationsAsync()).Select(p => p.AsOf));
    }

    [Fact]
    public async Task A_clock_set_back_publishes_neither_an_earlier_date_nor_the_same_one_again()
    {
        var day = new DateOnly(2026, 5, 4);
        await using var fixture = await GapFixture.CreateAsync(day);
        await fixture.RunAsync();
        await fixture.SetTodayAsync(day.AddDays(-1));
        await fixture.RunAsync();
        await fixture.SetTodayAsync(day);
        await fixture.RunAsync();
        Assert.Equal([day], (await fixture.PublicationsAsync()).Select(p => p.AsOf));
    }
}
