using Hangfire;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace JobAnalysis.Jobs;

/// <summary>Puts the schedule into Hangfire's storage at start, and tries again while that is not there.</summary>
internal sealed partial class ScheduleWriter(IRecurringJobManager manager, TimeProvider clock, ILogger<ScheduleWriter> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Schedule.Write(manager);
                return;
            }
            catch (Exception exception)
            {
                WriteFailed(logger, exception.GetType().Name, exception.Message);
            }

            try
            {
                await Task.Delay(TimeSpan.FromMinutes(1), clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The schedule could not be written, the watchdog goes on without it: {Fault} {Reason}")]
    private static partial void WriteFailed(ILogger logger, string fault, string reason);
}
