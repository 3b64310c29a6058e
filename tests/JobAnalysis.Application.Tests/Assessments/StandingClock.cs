namespace JobAnalysis.Application.Tests.Assessments;

/// <summary>A clock that stands until a test sets it.</summary>
internal sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
