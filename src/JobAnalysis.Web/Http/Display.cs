using System.Globalization;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Web.Http;

/// <summary>How days, instants, numbers and levels are written for this reader.</summary>
public sealed class Display(Text text, IHttpContextAccessor http)
{
    public const string EraCookie = "ja-era";
    public const string WesternEra = "ce";

    private static readonly TimeZoneInfo s_taipei = TimeZoneInfo.FindSystemTimeZoneById("Asia/Taipei");

    /// <summary>Strokes, then radicals: the order of Chinese names in .NET (zh-Hant-TW-x-icu in SQL).</summary>
    public static StringComparer ByStrokes { get; } = StringComparer.Create(CultureInfo.GetCultureInfo("zh-TW"), CompareOptions.None);

    public bool Western => http.HttpContext?.Request.Cookies[EraCookie] == WesternEra;

    public string Date(DateOnly day) =>
        Culture.IsEnglish ? day.ToString("d MMMM yyyy", Culture.English)
        : Western ? day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture)
        : TaiwanDate.Format(day);

    public string ShortDate(DateOnly day) =>
        Culture.IsEnglish ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : Western ? day.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture)
        : TaiwanDate.FormatShort(day);

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

    /// <summary>A text of the data in the reader's language; English that nobody wrote falls back to Chinese.</summary>
    public static string Of(LocalizedText? content) => content?.For(Culture.IsEnglish) ?? "";

    /// <summary>薦任第九職等 by the highest grade of the position, or the text of a category outside 任用法.</summary>
    public string Grade(int? low, int? high, string? gradeText)
    {
        if (low is not { } lowest || high is not { } highest) return gradeText ?? "";
        return Culture.IsEnglish
            ? text[lowest == highest ? "common.grade.one" : "common.grade.range", lowest, highest]
            : new GradeRange(lowest, highest).Text;
    }

    /// <summary>薦任7–9: for narrow columns.</summary>
    public string ShortGrade(int? low, int? high, string? gradeText) =>
        low is { } lowest && high is { } highest && !Culture.IsEnglish ? new GradeRange(lowest, highest).ShortText : Grade(low, high, gradeText);

    public string TierName(Tier? tier) => tier is { } known ? text[$"common.tier.{known.ToString().ToLowerInvariant()}"] : text["common.tier.none"];

    public string Kind(AppointmentKind kind) => text[$"common.appointment.{kind.ToString().ToLowerInvariant()}"];

    /// <summary>The sentence of a rule, its dates written for this reader.</summary>
    public string Rule(string code, IReadOnlyList<object> args) =>
        text[code, [.. args.Select(arg => arg is DateOnly day ? Date(day) : arg)]];
}
