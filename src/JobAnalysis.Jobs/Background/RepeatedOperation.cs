using JobAnalysis.Application.Access;
using JobAnalysis.Application.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace JobAnalysis.Jobs.Background;

/// <summary>Sends one operation every so often, in every process. Not a Hangfire job: it must go on when Hangfire's schema is gone.</summary>
internal abstract partial class RepeatedOperation<TResult>(IServiceScopeFactory scopes, TimeProvider clock, ILogger logger, TimeSpan period) : BackgroundService
{
    protected abstract IOperation<TResult> Message { get; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, clock);
        try
        {
            // The first round waits too: start-up belongs to the first page.
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Once(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task Once(CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<RequestContext>().Actor = Actor.System(clock.TaipeiToday());
            await scope.ServiceProvider.GetRequiredService<ISender>().Send(Message, stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // The database may be away for a while; the next round tries again.
            Failed(logger, exception, Message.GetType().DeclaringType!.Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Operation} failed")]
    private static partial void Failed(ILogger logger, Exception exception, string operation);
}
