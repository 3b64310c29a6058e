using JobAnalysis.Application.Tests.Gaps;
using JobAnalysis.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace JobAnalysis.Application.Tests.Jobs;

/// <summary>The watchdog alone, as it is in every process.</summary>
public sealed class WatchdogTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static ServiceProvider Services(string connectionString, FakeTimeProvider clock) => new ServiceCollection()
        .AddSingleton<TimeProvider>(clock)
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
        .AddApplication(connectionString, maximumPoolSize: 4)
        .AddWatchdog()
        .BuildServiceProvider();

    private static Watchdog Find(ServiceProvider services) => services.GetServices<IHostedService>().OfType<Watchdog>().Single();

    [Fact]
    public async Task It_runs_a_missing_night_at_start_and_the_next_one_without_the_alarm_clock()
    {
        await using var fixture = await GapFixture.CreateAsync(Today);
        await fixture.Agency.AddHolderAsync(fixture.Agency.RootUnitId, null, GapFixture.Start);
        await fixture.SqlAsync("drop schema hangfire cascade");
        await using var services = Services(fixture.Database.AppConnectionString, fixture.Application.Clock);
        var watchdog = Find(services);

        await watchdog.StartAsync(CancellationToken.None);
        await Until(async () => (await fixture.PublicationsAsync()).Count == 1);
        await fixture.SetTodayAsync(Today.AddDays(1));
        await Until(async () =>
        {
            fixture.Application.Clock.Advance(TimeSpan.FromSeconds(30));
            return (await fixture.PublicationsAsync()).Count == 2;
        });
        await watchdog.StopAsync(CancellationToken.None);
        Assert.Equal([Today, Today.AddDays(1)], (await fixture.PublicationsAsync()).Select(p => p.AsOf));
    }

    [Fact]
    public async Task A_database_that_is_down_does_not_end_it()
    {
        var clock = new FakeTimeProvider();
        await using var services = Services("Host=127.0.0.1;Port=1;Username=nobody;Database=nothing;Timeout=1", clock);
        var watchdog = Find(services);
        await watchdog.StartAsync(CancellationToken.None);
        for (var i = 0; i < 10; i++)
        {
            await Task.Delay(50);
            clock.Advance(TimeSpan.FromSeconds(30));
        }
        Assert.False(watchdog.ExecuteTask!.IsCompleted);
        await watchdog.StopAsync(CancellationToken.None);
        Assert.True(watchdog.ExecuteTask.IsCompletedSuccessfully);
    }

    private static async Task Until(Func<Task<bool>> happened)
    {
        using var enough = new CancellationTokenSource(Patience);
        while (!await happened()) await Task.Delay(100, enough.Token);
    }
}
