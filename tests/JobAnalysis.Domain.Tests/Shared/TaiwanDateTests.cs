using System.Globalization;
using CsCheck;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Tests.Shared;

public class TaiwanDateTests
{
    [Theory]
    [InlineData("115/11/23")]
    [InlineData("115-11-23")]
    [InlineData("115.11.23")]
    [InlineData("1151123")]
    [InlineData("民國115年11月23日")]
    [InlineData("中華民國115年11月23日")]
    [InlineData("民國 115 年 11 月 23 日")]
    [InlineData("民國115/11/23")]
    [InlineData("115年11月23日")]
    [InlineData(" 115 / 11 / 23 ")]
    [InlineData("１１５／１１／２３")]
    [InlineData("民國１１５年１１月２３日")]
    [InlineData("　115．11．23　")]
    [InlineData("2026-11-23")]
    [InlineData("2026/11/23")]
    [InlineData("2026.11.23")]
    [InlineData("20261123")]
    [InlineData("２０２６１１２３")]
    [InlineData("2026年11月23日")]
    [InlineData("西元2026年11月23日")]
    public void Every_listed_spelling_is_the_same_day(string typed)
    {
        Assert.Equal(new DateOnly(2026, 11, 23), TaiwanDate.Read(typed));
        Assert.True(TaiwanDate.TryRead(typed, out var day));
        Assert.Equal(new DateOnly(2026, 11, 23), day);
    }

    [Theory]
    [InlineData("99/1/1", 2010)]
    [InlineData("民國99年1月1日", 2010)]
    [InlineData("0990101", 2010)]
    [InlineData("9/1/1", 1920)]
    [InlineData("1/1/1", 1912)]
    [InlineData("民國元年1月1日", 1912)]
    [InlineData("199/1/1", 2110)]
    public void A_year_below_200_is_the_Republic_also_with_two_digits(string typed, int year) =>
        Assert.Equal(new DateOnly(year, 1, 1), TaiwanDate.Read(typed));

    [Fact]
    public void Day_29_of_February_names_the_month_that_has_none()
    {
        var broken = Rule.Broken("common.date-no-such-day", () => TaiwanDate.Read("115/2/29"));
        Assert.Equal("民國115年2月無29日", string.Format(CultureInfo.InvariantCulture, "民國{0}年{2}月無{3}日", [.. broken.Args]));
        Assert.Equal(2026, broken.Args[1]);
        Assert.Equal(new DateOnly(2028, 2, 29), TaiwanDate.Read("117/2/29"));
    }

    [Theory]
    [InlineData(null, "common.date-required")]
    [InlineData(" 　", "common.date-required")]
    [InlineData("11/23/2026", "common.date-unclear")]
    [InlineData("23.11.2026", "common.date-unclear")]
    [InlineData("115/11-23", "common.date-unclear")]
    [InlineData("115/11", "common.date-unclear")]
    [InlineData("115/11/23/1", "common.date-unclear")]
    [InlineData("115 11 23", "common.date-unclear")]
    [InlineData("115 1123", "common.date-unclear")]
    [InlineData("991123", "common.date-unclear")]
    [InlineData("01151123", "common.date-unclear")]
    [InlineData("-115/11/23", "common.date-unclear")]
    [InlineData("115/-1/23", "common.date-unclear")]
    [InlineData("115/11/023", "common.date-unclear")]
    [InlineData("民國2026年11月23日", "common.date-unclear")]
    [InlineData("西元115年11月23日", "common.date-unclear")]
    [InlineData("2026-11-23 00:30", "common.date-unclear")]
    [InlineData("2026-11-23T00:00:00Z", "common.date-unclear")]
    [InlineData("昨天", "common.date-unclear")]
    [InlineData("民國", "common.date-unclear")]
    [InlineData("115年11月23", "common.date-unclear")]
    [InlineData("٢٠٢٦/١١/٢٣", "common.date-unclear")]
    [InlineData("1\u200B15/11/23", "common.date-unclear")]
    [InlineData("99999999999999999999/1/1", "common.date-unclear")]
    [InlineData("12345/1/1", "common.date-unclear")]
    [InlineData("民國前1年1月1日", "common.date-before-republic")]
    [InlineData("民國 前 1 年 1 月 1 日", "common.date-before-republic")]
    [InlineData("0/1/1", "common.date-out-of-range")]
    [InlineData("000/1/1", "common.date-out-of-range")]
    [InlineData("0001-01-01", "common.date-unclear")]
    [InlineData("0115/11/23", "common.date-unclear")]
    [InlineData("西元0年1月1日", "common.date-unclear")]
    [InlineData("9999-12-31", "common.date-out-of-range")]
    [InlineData("1911/12/31", "common.date-out-of-range")]
    [InlineData("2111/1/1", "common.date-out-of-range")]
    [InlineData("200/1/1", "common.date-out-of-range")]
    [InlineData("115/13/1", "common.date-no-such-month")]
    [InlineData("115/0/1", "common.date-no-such-month")]
    [InlineData("115/4/31", "common.date-no-such-day")]
    [InlineData("115/4/0", "common.date-no-such-day")]
    [InlineData("20260230", "common.date-no-such-day")]
    public void What_is_no_clear_day_is_refused_with_its_reason(string? typed, string expected)
    {
        Rule.Broken(expected, () => TaiwanDate.Read(typed));
        Assert.False(TaiwanDate.TryRead(typed, out _));
    }

    [Fact]
    public void A_very_long_text_is_refused_and_not_repeated_in_full()
    {
        var broken = Rule.Broken("common.date-unclear", () => TaiwanDate.Read(new string('1', 100_000)));
        Assert.True(((string)broken.Args[0]).Length <= 40);
    }

    [Fact]
    public void Every_day_reads_back_from_every_spelling()
    {
        for (var day = TaiwanDate.Earliest; day <= TaiwanDate.Latest; day = day.AddDays(1))
        {
            var year = day.Year - 1911;
            Assert.Equal(day, TaiwanDate.Read(TaiwanDate.Format(day)));
            Assert.Equal(day, TaiwanDate.Read(TaiwanDate.FormatShort(day)));
            Assert.Equal(day, TaiwanDate.Read(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            Assert.Equal(day, TaiwanDate.Read(day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)));
            Assert.Equal(day, TaiwanDate.Read(string.Create(CultureInfo.InvariantCulture, $"{year:000}{day.Month:00}{day.Day:00}")));
        }
    }

    [Fact]
    public void Whatever_is_typed_is_read_or_refused_and_never_before_1912() =>
        Gen.String[Gen.Char["0123456789/-.年月日民國前元西 　１／1151123"], 0, 14].Sample(
            typed =>
            {
                if (TaiwanDate.TryRead(typed, out var day)) Assert.InRange(day, TaiwanDate.Earliest, TaiwanDate.Latest);
                else Assert.StartsWith("common.date-", Assert.Throws<RuleViolationException>(() => TaiwanDate.Read(typed)).Code, StringComparison.Ordinal);
            },
            iter: 20_000);

    [Theory]
    [InlineData(2026, 11, 23, "民國115年11月23日", "115/11/23")]
    [InlineData(2010, 1, 5, "民國99年1月5日", "99/01/05")]
    [InlineData(1912, 1, 1, "民國1年1月1日", "1/01/01")]
    [InlineData(1911, 12, 31, "民國前1年12月31日", "1911/12/31")]
    [InlineData(1, 1, 1, "民國前1911年1月1日", "0001/01/01")]
    [InlineData(9999, 12, 31, "民國8088年12月31日", "8088/12/31")]
    public void Days_are_written_in_the_calendar_of_the_Republic_and_none_throws(int year, int month, int day, string full, string brief)
    {
        Assert.Equal(full, TaiwanDate.Format(new(year, month, day)));
        Assert.Equal(brief, TaiwanDate.FormatShort(new(year, month, day)));
    }
}
