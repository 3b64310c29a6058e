using JobAnalysis.Application.Gaps;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace JobAnalysis.Jobs;

/// <summary>
/// Looks at start and every 30 seconds for slots that are missing, requested or left behind, and runs them. It is in every process and needs nothing of
/// Hangfire: with that schema gone the next night still runs. A database that is down is looked for again.
/// </summary>
public sealed partial class Watchdog(SystemSender system, WatchdogBell bell, TimeProvider clock, ILogger<Watchdog> logger) : BackgroundService
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private Task<bool>? tick;
    private Task? ring;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            await Look(stoppingToken);
        }
        while (await WaitForTickOrBell(timer, stoppingToken));
    }

    private async Task<bool> WaitForTickOrBell(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            // Whichever did not come is waited for again: a timer takes one waiter, and a forgotten one would swallow the next ring.
            tick ??= timer.WaitForNextTickAsync(stopping).AsTask();
            ring ??= bell.WaitAsync(stopping);
            if (await Task.WhenAny(tick, ring) == ring)
            {
                await ring;
                ring = null;
                return true;
            }

            var goesOn = await tick;
            tick = null;
            return goesOn;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task Look(CancellationToken stopping)
    {
        try
        {
            await system.Send(new RunDueSlots.Operation(), stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The process ends; the slot was given back.
        }
        catch (Exception exception)
        {
            // Whatever it was, in 30 seconds there is another look: a watchdog that dies is worse than one that barks.
            LookFailed(logger, exception.GetType().Name, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watchdog could not look for slots: {Fault} {Reason}")]
    private static partial void LookFailed(ILogger logger, string fault, string reason);
}
