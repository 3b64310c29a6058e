using System.Linq.Expressions;
using JobAnalysis.Application.Access;
using Hangfire;

namespace JobAnalysis.Jobs;

/// <summary>Every recurring job on one screen. Times are Asia/Taipei: Hangfire's own default is UTC, which would be 10 o'clock in the offices.</summary>
public static class Schedule
{
    internal sealed record Recurring(string Id, string Cron, Expression<Func<ScheduledMessages, Task>> Act);

    /// <summary>The nightly run would also come without this entry: the watchdog finds a missing night within 30 seconds.</summary>
    internal static readonly IReadOnlyList<Recurring> All =
    [
        new("gap-run", "0 2 * * *", messages => messages.RunDueSlots(CancellationToken.None)),
    ];

    /// <summary>Writes the schedule into the storage; may run in every process.</summary>
    internal static void Write(IRecurringJobManager manager)
    {
        var options = new RecurringJobOptions { TimeZone = TaipeiClock.Zone };
        foreach (var job in All) manager.AddOrUpdate(job.Id, job.Act, job.Cron, options);
    }
}
