using System.Globalization;

namespace JobAnalysis.Domain.Shared;

/// <summary>
/// Days as civil servants write them. A year below 200 is 民國, any other is 西元, so that 115/11/23 is never the year 115
/// (<c>DateTime.Parse</c> with zh-TW gives exactly that, silently).
/// </summary>
public static class TaiwanDate
{
    private const int YearsBetween = 1911;
    private const int FirstWesternYear = 200;
    private const int LongestText = 40;

    /// <summary>民國1年1月1日, the earliest day that can be entered.</summary>
    public static readonly DateOnly Earliest = new(1912, 1, 1);

    /// <summary>民國199年12月31日, the latest day that can be entered: the last that reads back from its 民國 spelling.</summary>
    public static readonly DateOnly Latest = new(2110, 12, 31);

    /// <summary>民國115年11月23日; a day before 1912 is written 民國前1年….</summary>
    public static string Format(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{Year(day)}年{day.Month}月{day.Day}日");

    /// <summary>115/11/23; a day before 1912 is written in 西元, because 民國前 has no short form.</summary>
    public static string FormatShort(DateOnly day) => day < Earliest
        ? day.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{day.Year - YearsBetween}/{day.Month:00}/{day.Day:00}");

    /// <summary>
    /// Reads 115/11/23, 115-11-23, 115.11.23, 1151123, 民國115年11月23日, 2026-11-23, 2026/11/23, 20261123, 2026年11月23日,
    /// with spaces around the parts and full-width signs.
    /// </summary>
    /// <exception cref="RuleViolationException">
    /// <c>common.date-required</c> (nothing typed), <c>common.date-unclear</c> (text), <c>common.date-before-republic</c> (text),
    /// <c>common.date-no-such-month</c> (month), <c>common.date-no-such-day</c> (民國 year, 西元 year, month, day: 「民國{0}年{2}月無{3}日」),
    /// <c>common.date-out-of-range</c> (earliest, latest).
    /// </exception>
    public static DateOnly Read(string? text)
    {
        var (day, fault) = Parse(text);
        return fault is null ? day : throw fault;
    }

    /// <summary>As <see cref="Read"/>, false instead of an exception.</summary>
    public static bool TryRead(string? text, out DateOnly day)
    {
        (day, var fault) = Parse(text);
        return fault is null;
    }

    private static string Year(DateOnly day) => day.Year > YearsBetween
        ? string.Create(CultureInfo.InvariantCulture, $"民國{day.Year - YearsBetween}")
        : string.Create(CultureInfo.InvariantCulture, $"民國前{YearsBetween + 1 - day.Year}");

    private static (DateOnly Day, RuleViolationException? Fault) Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return (default, new("common.date-required"));
        if (text.Length > LongestText) return (default, new("common.date-unclear", text[..LongestText]));

        Span<char> buffer = stackalloc char[LongestText];
        var rest = Narrow(text, buffer);
        var era = TakeEra(ref rest);
        if (era is Era.BeforeRepublic) return (default, new("common.date-before-republic", text.Trim()));

        if (!TakeParts(rest, era, out var year, out var month, out var dayOfMonth, out var yearDigits))
            return (default, new("common.date-unclear", text.Trim()));

        var isRepublic = era is Era.Republic || (era is Era.Unsaid && year < FirstWesternYear);
        // 民國2026年 and 西元115年 contradict themselves; 0115 and 0001 are four digits, as 西元 is written, and no year of it that we keep.
        if (isRepublic ? year >= FirstWesternYear || yearDigits > 3 : year < FirstWesternYear)
            return (default, new("common.date-unclear", text.Trim()));
        return OnCalendar(isRepublic && year > 0 ? year + YearsBetween : year, month, dayOfMonth);
    }

    private static (DateOnly Day, RuleViolationException? Fault) OnCalendar(int year, int month, int day)
    {
        if (year < Earliest.Year || year > Latest.Year) return (default, new("common.date-out-of-range", Earliest, Latest));
        if (month is < 1 or > 12) return (default, new("common.date-no-such-month", month));
        return day < 1 || day > DateTime.DaysInMonth(year, month)
            ? (default, new("common.date-no-such-day", year - YearsBetween, year, month, day))
            : (new DateOnly(year, month, day), null);
    }

    /// <summary>Full-width signs become their ASCII twins and every space U+0020; nothing is removed, so that "115 1123" does not become a date.</summary>
    private static ReadOnlySpan<char> Narrow(string text, Span<char> buffer)
    {
        for (var i = 0; i < text.Length; i++)
        {
            buffer[i] = text[i] switch
            {
                >= '\uFF01' and <= '\uFF5E' => (char)(text[i] - 0xFEE0),
                '\u3000' or '\u00A0' or '\t' => ' ',
                _ => text[i],
            };
        }
        return buffer[..text.Length].Trim(' ');
    }

    private static Era TakeEra(ref ReadOnlySpan<char> rest)
    {
        if (Take(ref rest, "中華民國") || Take(ref rest, "民國"))
            return rest.StartsWith("前", StringComparison.Ordinal) ? Era.BeforeRepublic : Era.Republic;
        return Take(ref rest, "西元") || Take(ref rest, "公元") ? Era.Western : Era.Unsaid;
    }

    private static bool TakeParts(ReadOnlySpan<char> rest, Era era, out int year, out int month, out int day, out int yearDigits)
    {
        month = day = 0;
        if (era is Era.Republic && rest.StartsWith("元年", StringComparison.Ordinal))
        {
            (year, yearDigits) = (1, 1);
            rest = rest[1..];
        }
        else if (!TakeNumber(ref rest, out year, out yearDigits))
        {
            return false;
        }

        if (rest.IsEmpty) return SplitDigits(era, ref year, out month, out day, ref yearDigits);
        if (yearDigits > 4) return false;
        return rest[0] is '年'
            ? Take(ref rest, "年") && TakeShort(ref rest, out month) && Take(ref rest, "月")
                && TakeShort(ref rest, out day) && Take(ref rest, "日") && rest.IsEmpty
            : rest[0] is '/' or '-' or '.' && TakeSeparated(rest, rest[..1], out month, out day);
    }

    /// <summary>The second separator must be the first one again: 115/11-23 is nobody's date.</summary>
    private static bool TakeSeparated(ReadOnlySpan<char> rest, ReadOnlySpan<char> separator, out int month, out int day)
    {
        month = day = 0;
        return Take(ref rest, separator) && TakeShort(ref rest, out month) && Take(ref rest, separator) && TakeShort(ref rest, out day) && rest.IsEmpty;
    }

    /// <summary>1151123 and 0990101 are 民國, 20261123 is 西元; six digits could be either and are refused, eight that begin like 民國 as well.</summary>
    private static bool SplitDigits(Era era, ref int year, out int month, out int day, ref int yearDigits)
    {
        (month, day) = (year / 100 % 100, year % 100);
        var (digits, split) = (yearDigits, year / 10_000);
        (year, yearDigits) = (split, digits - 4);
        return (digits == 7 && era is not Era.Western && split < FirstWesternYear) || (digits == 8 && era is not Era.Republic && split >= FirstWesternYear);
    }

    private static bool TakeShort(ref ReadOnlySpan<char> rest, out int number) => TakeNumber(ref rest, out number, out var digits) && digits <= 2;

    private static bool TakeNumber(ref ReadOnlySpan<char> rest, out int number, out int digits)
    {
        (number, digits) = (0, 0);
        while (digits < rest.Length && digits < 9 && char.IsAsciiDigit(rest[digits])) number = (number * 10) + (rest[digits++] - '0');
        rest = rest[digits..].TrimStart(' ');
        return digits > 0;
    }

    private static bool Take(ref ReadOnlySpan<char> rest, ReadOnlySpan<char> word)
    {
        if (!rest.StartsWith(word, StringComparison.Ordinal)) return false;
        rest = rest[word.Length..].TrimStart(' ');
        return true;
    }

    private enum Era { Unsaid, Republic, BeforeRepublic, Western }
}
