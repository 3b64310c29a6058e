using System.Globalization;

namespace JobAnalysis.Benchmarks;

/// <summary>It was 10:00 in Taipei on the day of the nation when the process began, and time goes on from there: in the process and, by run_clock(), in the database.</summary>
internal sealed class BenchClock : TimeProvider
{
    private readonly TimeSpan shift;

    private BenchClock(TimeSpan shift) => this.shift = shift;

    public static BenchClock Instance { get; } = new(new DateTimeOffset(BenchOptions.Today.ToDateTime(new TimeOnly(2, 0)), TimeSpan.Zero) - System.GetUtcNow());

    /// <summary>Puts the database's clock to the same time.</summary>
    public string Sql => string.Create(CultureInfo.InvariantCulture, $"create or replace function run_clock() returns timestamptz language sql volatile as $$ select clock_timestamp() + interval '{(long)shift.TotalSeconds} seconds' $$");

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
}
