namespace JobAnalysis.Application.Access;

/// <summary>Days of the product are days in Asia/Taipei; instants are UTC.</summary>
public static class TaipeiClock
{
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Taipei");

    extension(TimeProvider clock)
    {
        /// <summary>Today's date in Asia/Taipei: 00:30 there belongs to the new day although it is the old one in UTC.</summary>
        public DateOnly TaipeiToday() => clock.GetUtcNow().TaipeiDate();
    }

    extension(DateTimeOffset instant)
    {
        public DateOnly TaipeiDate() => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

        public DateTime TaipeiTime() => TimeZoneInfo.ConvertTime(instant, Zone).DateTime;
    }
}
