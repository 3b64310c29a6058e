using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Application.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JobAnalysis.Jobs.Background;

/// <summary>What every process does beside its work: sends the outbox, seals the audit.</summary>
public static class BackgroundWork
{
    public static IServiceCollection AddBackgroundWork(this IServiceCollection services) => services
        .AddHostedService<OutboxDispatcher>()
        .AddHostedService<AuditSealer>();
}

internal sealed class OutboxDispatcher(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OutboxDispatcher> logger)
    : RepeatedOperation<SendOutbox.Result>(scopes, clock, logger, TimeSpan.FromSeconds(5))
{
    protected override IOperation<SendOutbox.Result> Message { get; } = new SendOutbox.Operation();
}

internal sealed class AuditSealer(IServiceScopeFactory scopes, TimeProvider clock, ILogger<AuditSealer> logger)
    : RepeatedOperation<int>(scopes, clock, logger, TimeSpan.FromSeconds(30))
{
    protected override IOperation<int> Message { get; } = new SealAuditTrail.Operation();
}
