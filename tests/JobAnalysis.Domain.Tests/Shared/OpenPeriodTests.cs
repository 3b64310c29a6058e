using CsCheck;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Tests.Shared;

public class OpenPeriodTests
{
    private static readonly DateOnly Day = new(2026, 11, 23);

    [Fact]
    public void The_first_day_belongs_to_the_period_and_the_end_does_not()
    {
        Assert.True(OpenPeriod.Contains(Day, Day.AddDays(1), Day));
        Assert.False(OpenPeriod.Contains(Day, Day.AddDays(1), Day.AddDays(1)));
        Assert.False(OpenPeriod.Contains(Day, null, Day.AddDays(-1)));
        Assert.True(OpenPeriod.Contains(Day, null, DateOnly.MaxValue));
    }

    [Fact]
    public void Periods_that_touch_do_not_overlap() => Assert.False(OpenPeriod.Overlaps(Day, Day.AddDays(5), Day.AddDays(5), null));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_reversed_or_empty_period_is_refused(int days)
    {
        var broken = Rule.Broken("common.period-reversed", () => OpenPeriod.Check(Day, Day.AddDays(days)));
        Assert.Equal([Day, Day.AddDays(days)], broken.Args);
    }

    [Fact]
    public void An_open_or_ordered_period_is_accepted()
    {
        OpenPeriod.Check(Day, null);
        OpenPeriod.Check(Day, Day.AddDays(1));
    }

    [Fact]
    public void A_day_is_in_the_intersection_when_it_is_in_both()
    {
        var period = Gen.Select(
            Gen.Int[0, 12],
            Gen.Int[0, 12].Nullable(0.3),
            (from, to) => (From: Day.AddDays(from), To: to is { } days ? Day.AddDays(days) : (DateOnly?)null));
        Gen.Select(period, period).Sample((one, other) =>
        {
            var both = OpenPeriod.Intersect(one.From, one.To, other.From, other.To);
            Assert.Equal(both is not null, OpenPeriod.Overlaps(other.From, other.To, one.From, one.To));
            for (var day = Day.AddDays(-1); day < Day.AddDays(15); day = day.AddDays(1))
            {
                var expected = OpenPeriod.Contains(one.From, one.To, day) && OpenPeriod.Contains(other.From, other.To, day);
                Assert.Equal(expected, both is var (from, to) && OpenPeriod.Contains(from, to, day));
            }
        }, iter: 5_000);
    }
}
