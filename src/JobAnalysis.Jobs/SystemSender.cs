using JobAnalysis.Application.Access;
using JobAnalysis.Application.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.Jobs;

/// <summary>Sends a message as the system itself, in services of its own: for jobs, the watchdog and the command line.</summary>
public sealed class SystemSender(IServiceScopeFactory scopes, TimeProvider clock)
{
    public async Task<TResult> Send<TResult>(IMessage<TResult> message, CancellationToken cancellationToken)
    {
        await using var services = scopes.CreateAsyncScope();
        services.ServiceProvider.GetRequiredService<RequestContext>().Actor = Actor.System(clock.TaipeiToday());
        return await services.ServiceProvider.GetRequiredService<ISender>().Send(message, cancellationToken);
    }
}
