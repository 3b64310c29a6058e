using System.Globalization;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Gaps;

/// <summary>
/// 暫停時段: between these times of a working day nights that were missed are not made up. Working days are Monday to Friday; public holidays are not known.
/// Which slots wait is decided in SQL by run_clock() (gap_pause_ends, GapSlotSql); this is how the setting is written and read.
/// </summary>
public readonly record struct PauseWindow
{
    /// <summary>Value of the setting that pauses nothing.</summary>
    public const string Never = "none";

    /// <summary>A longer window would leave too little of the day to make up a night.</summary>
    public const int MostHours = 14;

    private const string Format = "HH:mm";

    /// <exception cref="RuleViolationException">gaps.pause-order, gaps.pause-too-long</exception>
    public PauseWindow(TimeOnly from, TimeOnly to)
    {
        if (to <= from) throw new RuleViolationException("gaps.pause-order");
        if (to - from > TimeSpan.FromHours(MostHours)) throw new RuleViolationException("gaps.pause-too-long", MostHours);
        (From, To) = (from, to);
    }

    /// <summary>Holds where no agency decided anything.</summary>
    public static PauseWindow Default { get; } = new(new(8, 0), new(18, 0));

    public TimeOnly From { get; }

    public TimeOnly To { get; }

    /// <summary>A time of day as typed: 8:00, 08:00 or the full-width forms.</summary>
    /// <exception cref="RuleViolationException">gaps.pause-time</exception>
    public static TimeOnly ReadTime(string? text)
    {
        var folded = (text ?? "").Normalize(System.Text.NormalizationForm.FormKC).Trim();
        return TimeOnly.TryParseExact(folded, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : throw new RuleViolationException("gaps.pause-time");
    }

    /// <summary>The value of a setting row: a window, or null where nothing is paused.</summary>
    /// <exception cref="RuleViolationException">gaps.pause-time, gaps.pause-order, gaps.pause-too-long</exception>
    public static PauseWindow? Parse(string value)
    {
        if (value == Never) return null;
        return value.Split('-') is [var from, var to] ? new(ReadTime(from), ReadTime(to)) : throw new RuleViolationException("gaps.pause-time");
    }

    /// <summary>As it stands in the setting.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From.ToString(Format, CultureInfo.InvariantCulture)}-{To.ToString(Format, CultureInfo.InvariantCulture)}");
}
