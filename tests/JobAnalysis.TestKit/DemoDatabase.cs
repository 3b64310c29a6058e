using JobAnalysis.Application;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Migrations.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.TestKit;

/// <summary>The demo of today with its first publication: a template that every test of pages clones.</summary>
public static class DemoDatabase
{
    public static IReadOnlyList<DemoAccount> Accounts => field ??= DemoLoader.SignIns(Options);

    public static string Password => Accounts[0].Password;

    public static IReadOnlyList<string> UserNames => [.. Accounts.Select(a => a.UserName)];

    private static DemoOptions Options => new(TimeProvider.System.TaipeiToday());

    public static Task<TestDatabase> CloneAsync() => Databases.CloneAsync($"demo {Options.Today:yyyyMMdd}", async owner =>
    {
        await using var services = Services(owner);
        await DemoLoader.LoadAsync(services, Options, _ => { }, CancellationToken.None);
        await RunDueAsync(services);
    });

    /// <summary>Runs what is due, as the worker would.</summary>
    public static async Task RunDueAsync(string connectionString)
    {
        await using var services = Services(connectionString);
        await RunDueAsync(services);
    }

    private static async Task RunDueAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Actor = Actor.System(Options.Today);
        await scope.ServiceProvider.GetRequiredService<ISender>().Send(new RunDueSlots.Operation(), CancellationToken.None);
    }

    private static ServiceProvider Services(string connectionString) => new ServiceCollection().AddLogging().AddApplication(connectionString, maximumPoolSize: 4).BuildServiceProvider();
}
