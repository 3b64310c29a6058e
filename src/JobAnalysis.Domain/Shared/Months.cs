namespace JobAnalysis.Domain.Shared;

/// <summary>Counting months by the rule of 民法 §121 II.</summary>
internal static class Months
{
    /// <summary>
    /// First day after a period of <paramref name="months"/> that begins on <paramref name="start"/>: the corresponding day of the last month, or, where
    /// that month has none (29–31), the first day of the following month, because the period then ends with the month (民法 §121 II).
    /// A later start never gives an earlier end.
    /// </summary>
    internal static DateOnly After(DateOnly start, int months)
    {
        var end = start.AddMonths(months);
        return end.Day < start.Day ? end.AddDays(1) : end;
    }
}
