using System.Globalization;
using JobAnalysis.Web.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.FileProviders;
using Microsoft.AspNetCore.Http;

namespace JobAnalysis.Web.Tests.Http;

public sealed class TextTests : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    [Fact]
    public void The_first_segment_names_the_file_and_the_culture_the_language()
    {
        Assert.Equal("職能落差", In("zh-Hant-TW")["gaps.nav.team"]);
        Assert.Equal("Competency gaps", In("en")["gaps.nav.team"]);
        Assert.Equal("第3級", In("zh-Hant-TW")["common.level.n", 3]);
    }

    [Fact]
    public void A_missing_key_is_a_fault_in_development_and_itself_elsewhere()
    {
        Assert.Throws<KeyNotFoundException>(() => In("en", "Development")["gaps.team.never-written"]);
        Assert.Equal("gaps.team.never-written", In("en")["gaps.team.never-written"]);
        Assert.Equal("nowhere.at.all", In("en")["nowhere.at.all"]);
        Assert.Equal("plain", In("en")["plain"]);
    }

    [Fact]
    public void Dates_are_Minguo_for_Chinese_readers_and_Western_by_preference_or_in_English()
    {
        var day = new DateOnly(2026, 11, 23);
        Assert.Equal("民國115年11月23日", Show("zh-Hant-TW").Date(day));
        Assert.Equal("115/11/23", Show("zh-Hant-TW").ShortDate(day));
        Assert.Equal("民國1年1月1日", Show("zh-Hant-TW").Date(new DateOnly(1912, 1, 1)));
        Assert.Equal("民國前1年12月31日", Show("zh-Hant-TW").Date(new DateOnly(1911, 12, 31)));
        Assert.Equal("2026年11月23日", Show("zh-Hant-TW", "ce").Date(day));
        Assert.Equal("23 November 2026", Show("en").Date(day));
    }

    [Fact]
    public void An_instant_is_shown_as_the_day_and_time_in_Taipei()
    {
        var instant = new DateTimeOffset(2026, 11, 22, 18, 4, 0, TimeSpan.Zero);
        Assert.Equal("民國115年11月23日 02:04", Show("zh-Hant-TW").Moment(instant));
    }

    [Fact]
    public void A_percentage_is_never_rounded_to_all_or_nothing()
    {
        Assert.Equal("99%", Display.Percent(999, 1000));
        Assert.Equal("1%", Display.Percent(1, 1000));
        Assert.Equal("100%", Display.Percent(5, 5));
        Assert.Equal("–", Display.Percent(0, 0));
    }

    [Fact]
    public void Names_are_sorted_by_strokes()
    {
        string[] names = ["張", "王", "丁", "陳", "林", "李"];
        Assert.Equal(["丁", "王", "李", "林", "張", "陳"], names.Order(Display.ByStrokes));
    }

    public void Dispose() => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = _before;

    private static Text In(string culture, string environment = "Production")
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        return new Text(new Environment(environment));
    }

    private static Display Show(string culture, string? era = null)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = era is null ? "" : $"ja-era={era}";
        return new Display(In(culture), new HttpContextAccessor { HttpContext = context });
    }

    private sealed class Environment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "test";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
