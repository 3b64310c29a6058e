using System.Globalization;

namespace JobAnalysis.Web.Http;

/// <summary>How days, instants, numbers and levels are written for this reader.</summary>
public sealed class Display(Text text, IHttpContextAccessor http)
{
    public const string EraCookie = "ja-era";
    public const string WesternEra = "ce";

    private static readonly TimeZoneInfo s_taipei = TimeZoneInfo.FindSystemTimeZoneById("Asia/Taipei");
    private static readonly TaiwanCalendar s_calendar = new();

    /// <summary>Strokes, then radicals: the order of Chinese names in .NET (zh-Hant-TW-x-icu in SQL).</summary>
    public static StringComparer ByStrokes { get; } = StringComparer.Create(CultureInfo.GetCultureInfo("zh-TW"), CompareOptions.None);

    public bool Western => http.HttpContext?.Request.Cookies[EraCookie] == WesternEra;

    public string Date(DateOnly day) =>
        Culture.IsEnglish ? day.ToString("d MMMM yyyy", Culture.English)
        : Western ? day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture)
        : Minguo(day);

    public string ShortDate(DateOnly day) =>
        Culture.IsEnglish ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : Western ? day.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture)
        : MinguoShort(day);

    /// <summary>For lists whose heading names the year.</summary>
    public string DayOfYear(DateOnly day) =>
        Culture.IsEnglish ? day.ToString("d MMM", Culture.English) : day.ToString("M月d日", CultureInfo.InvariantCulture);

    public string Weekday(DateOnly day) => CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName(day.DayOfWeek);

    public string Date(DateTimeOffset instant) => Date(Day(instant));

    public string Time(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, s_taipei).ToString("HH:mm", CultureInfo.InvariantCulture);

    public string Moment(DateTimeOffset instant) => $"{Date(instant)} {Time(instant)}";

    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, s_taipei).DateTime);

    public static string Number(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>Whole percent, and never 100 % or 0 % unless it is exactly that.</summary>
    public static string Percent(long part, long whole)
    {
        if (whole <= 0)
        {
            return "–";
        }

        var percent = (int)Math.Round(100m * part / whole, MidpointRounding.AwayFromZero);
        return $"{(part > 0 && part < whole ? Math.Clamp(percent, 1, 99) : percent)}%";
    }

    /// <summary>第3級, or 未達第1級 for the rating 0.</summary>
    public string Level(int level) => level == 0 ? text["common.level.below-first"] : text["common.level.n", level];

    // One place to swap for JobAnalysis.Domain.Shared.TaiwanDate.Format and FormatShort.
    private static string Minguo(DateOnly day) => Year(day) is > 0 and var year ? $"民國{year}年{day.Month}月{day.Day}日" : $"{day.Year}年{day.Month}月{day.Day}日";

    private static string MinguoShort(DateOnly day) => Year(day) is > 0 and var year ? $"{year}/{day.Month:00}/{day.Day:00}" : day.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture);

    private static int Year(DateOnly day) => day.Year > 1911 ? s_calendar.GetYear(day.ToDateTime(TimeOnly.MinValue)) : 0;
}
