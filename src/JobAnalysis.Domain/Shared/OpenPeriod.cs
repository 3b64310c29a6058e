namespace JobAnalysis.Domain.Shared;

/// <summary>
/// Half-open periods of days: <c>from</c> belongs to the period, <c>to</c> is the first day after it, null means without end.
/// The same reading as PostgreSQL's <c>daterange(from, to, '[)')</c> behind the exclusion constraints.
/// </summary>
public static class OpenPeriod
{
    /// <summary>Refuses a period that ends before or on the day it begins (an empty period is a slip of the pen too).</summary>
    /// <exception cref="RuleViolationException"><c>common.period-reversed</c> with both dates.</exception>
    public static void Check(DateOnly from, DateOnly? to)
    {
        if (to is { } end && end <= from)
            throw new RuleViolationException("common.period-reversed", from, end);
    }

    /// <summary>Is the day inside the period?</summary>
    public static bool Contains(DateOnly from, DateOnly? to, DateOnly day) => from <= day && (to is not { } end || day < end);

    /// <summary>Do the periods share a day? Periods that touch (one ends on the day the other begins) do not; an empty or reversed one never does.</summary>
    public static bool Overlaps(DateOnly from, DateOnly? to, DateOnly otherFrom, DateOnly? otherTo) =>
        Intersect(from, to, otherFrom, otherTo) is not null;

    /// <summary>The days that both periods share, or null when there is none.</summary>
    public static (DateOnly From, DateOnly? To)? Intersect(DateOnly from, DateOnly? to, DateOnly otherFrom, DateOnly? otherTo)
    {
        var start = from > otherFrom ? from : otherFrom;
        var end = to is { } a && otherTo is { } b ? (a < b ? a : b) : to ?? otherTo;
        return end is { } last && last <= start ? null : (start, end);
    }
}
