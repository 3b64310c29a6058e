using JobAnalysis.Application;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace JobAnalysis.TestKit;

/// <summary>The application without a host: tests speak in messages, on a real database, at a time they set.</summary>
public sealed class TestApplication : IAsyncDisposable
{
    private readonly ServiceProvider services;

    /// <param name="connectionString">App role of a clone.</param>
    /// <param name="now">Where the clock starts; 2026-11-23 10:00 in Taipei when nothing is said.</param>
    public TestApplication(string connectionString, DateTimeOffset? now = null)
    {
        Clock = new((now ?? new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(8))).ToUniversalTime());
        services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddApplication(connectionString, maximumPoolSize: 8)
            .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public FakeTimeProvider Clock { get; }

    /// <summary>Sends one message as one request does: a scope of its own.</summary>
    public async Task<TResult> SendAsync<TResult>(Actor? actor, IMessage<TResult> message, Guid? idempotencyKey = null)
    {
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
        (context.Actor, context.IdempotencyKey) = (actor, idempotencyKey);
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(message, CancellationToken.None);
    }

    /// <summary>The actor behind a user name, resolved as on a request.</summary>
    public async Task<Actor> ActorAsync(string userName)
    {
        await using var scope = services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        var normalized = userName.ToUpperInvariant();
        var account = await accounts.Users.SingleAsync(a => a.NormalizedUserName == normalized);
        return await scope.ServiceProvider.GetRequiredService<ActorResolver>().Resolve(account.Id, null, CancellationToken.None);
    }

    /// <summary>Reads or prepares rows as an actor sees them, interceptors included.</summary>
    public async Task<T> UseAsync<T>(Actor? actor, Func<JobAnalysisDb, Task<T>> use)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Actor = actor;
        return await use(scope.ServiceProvider.GetRequiredService<JobAnalysisDb>());
    }

    /// <summary>Uses what lives in one scope of services, for parts that are no message.</summary>
    public async Task<T> InScopeAsync<T>(Actor? actor, Func<IServiceProvider, Task<T>> use)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Actor = actor;
        return await use(scope.ServiceProvider);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
