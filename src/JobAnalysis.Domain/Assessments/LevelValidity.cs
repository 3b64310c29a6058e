using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Assessments;

/// <summary>有效期 of a rating. An expired level is not lowered, it is only no longer used (已逾期).</summary>
public static class LevelValidity
{
    /// <summary>Months a level is valid when no setting says otherwise.</summary>
    public const int DefaultMonths = 24;

    /// <summary>Days before the end at which a level is 將到期.</summary>
    public const int DueSoonDays = 60;

    private const int LongestMonths = 240;

    /// <summary>
    /// First day on which a level rated on <paramref name="ratedOn"/> no longer counts. The day of rating is the first day; the end is the corresponding
    /// day 24 months later, and where that month has none (rated on 29 February or 31 August) the first of the following month: the last valid day is then
    /// the last of the month (民法 §121 II). A later rating never ends earlier.
    /// </summary>
    /// <param name="ratedOn">Day of rating.</param>
    /// <param name="months">1 to 240.</param>
    /// <exception cref="RuleViolationException"><c>assessments.validity-months-outside-range</c> (months, 240).</exception>
    public static DateOnly Until(DateOnly ratedOn, int months = DefaultMonths) => months is < 1 or > LongestMonths
        ? throw new RuleViolationException("assessments.validity-months-outside-range", months, LongestMonths)
        : Months.After(ratedOn, months);

    /// <summary>
    /// Days on which a level can count: from the day of rating, or from the notice of 個資法 §8/§9 when that came later; it ends when it would have ended
    /// anyway, so that a late notice shortens it.
    /// </summary>
    /// <param name="ratedOn">Day of rating.</param>
    /// <param name="noticedOn">Day on which the notice reached the person, null when it did not.</param>
    /// <param name="months">1 to 240.</param>
    /// <exception cref="RuleViolationException"><c>assessments.validity-months-outside-range</c> (months, 240).</exception>
    public static (DateOnly From, DateOnly To) Of(DateOnly ratedOn, DateOnly? noticedOn, int months) => (noticedOn is { } day && day > ratedOn ? day : ratedOn, Until(ratedOn, months));

    /// <summary>Is a level with this end (exclusive) still valid on the day and within <paramref name="days"/> days of its end?</summary>
    public static bool IsDueSoon(DateOnly until, DateOnly asOf, int days = DueSoonDays) => asOf < until && until.DayNumber - asOf.DayNumber <= days;
}
