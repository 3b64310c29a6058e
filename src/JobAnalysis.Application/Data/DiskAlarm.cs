using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace JobAnalysis.Application.Data;

/// <summary>
/// Remembers disk faults of this process in memory, since a full disk takes no row: the log, /health/disk, the run page and a counter tell it at once.
/// Ten minutes after the last one the alarm ends by itself.
/// </summary>
public sealed partial class DiskAlarm(TimeProvider clock, ILogger<DiskAlarm> logger)
{
    /// <summary>So long after the last fault the alarm stands.</summary>
    public static readonly TimeSpan Stands = TimeSpan.FromMinutes(10);

    /// <summary>Name of the meter.</summary>
    public const string Meter = "JobAnalysis.Data";

    private static readonly Counter<long> Faults = new System.Diagnostics.Metrics.Meter(Meter).CreateCounter<long>("jobanalysis.disk.faults", "{fault}", "Writes or reads that a full or broken disk refused.");

    private volatile Alarm? last;

    /// <param name="At">When it happened last.</param>
    /// <param name="State">What the database called it, 53100 for a full disk.</param>
    public sealed record Alarm(DateTimeOffset At, string State);

    /// <summary>The alarm that stands now; null = none.</summary>
    public Alarm? Current => last is { } alarm && clock.GetUtcNow() - alarm.At < Stands ? alarm : null;

    /// <summary>Looks at an exception on its way up; true = it was a disk fault.</summary>
    public bool Note(Exception exception)
    {
        if (DiskFault.Of(exception) is not { } state) return false;
        last = new(clock.GetUtcNow(), state);
        Faults.Add(1);
        Raised(logger, exception, state);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The database cannot write or read its disk ({State}); nothing is tried again until an operator has looked")]
    private static partial void Raised(ILogger logger, Exception exception, string state);
}
