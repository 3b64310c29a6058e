using JobAnalysis.Domain.Assessments;

namespace JobAnalysis.Domain.Tests.Assessments;

public class LevelValidityTests
{
    [Theory]
    [InlineData("2026-11-23", 24, "2028-11-23")]
    [InlineData("2024-02-29", 24, "2026-03-01")]
    [InlineData("2024-02-29", 48, "2028-02-29")]
    [InlineData("2026-08-31", 6, "2027-03-01")]
    [InlineData("2026-08-31", 1, "2026-10-01")]
    [InlineData("2026-01-31", 12, "2027-01-31")]
    public void A_level_ends_on_the_corresponding_day_or_with_the_month(string ratedOn, int months, string until) =>
        Assert.Equal(Day(until), LevelValidity.Until(Day(ratedOn), months));

    [Fact]
    public void The_default_is_24_months() => Assert.Equal(new(2028, 11, 23), LevelValidity.Until(new(2026, 11, 23)));

    [Fact]
    public void A_later_rating_never_ends_earlier()
    {
        for (var day = new DateOnly(2023, 1, 1); day < new DateOnly(2029, 1, 1); day = day.AddDays(1))
            for (var months = 1; months <= 25; months++)
                Assert.True(LevelValidity.Until(day, months) <= LevelValidity.Until(day.AddDays(1), months));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(241)]
    public void Months_that_make_no_sense_are_refused(int months) =>
        Rule.Broken("assessments.validity-months-outside-range", () => LevelValidity.Until(new(2026, 1, 1), months));

    [Fact]
    public void Due_soon_begins_60_days_before_the_end_and_ends_with_the_level()
    {
        var until = new DateOnly(2028, 11, 23);
        Assert.False(LevelValidity.IsDueSoon(until, until.AddDays(-61)));
        Assert.True(LevelValidity.IsDueSoon(until, until.AddDays(-60)));
        Assert.True(LevelValidity.IsDueSoon(until, until.AddDays(-1)));
        Assert.False(LevelValidity.IsDueSoon(until, until));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
