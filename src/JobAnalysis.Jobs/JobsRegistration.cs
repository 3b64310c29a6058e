using Hangfire;
using Hangfire.PostgreSql;
using JobAnalysis.Jobs.Background;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace JobAnalysis.Jobs;

/// <summary>Background work of a process, web or worker: the watchdog, the outbox, the audit seal, and Hangfire as an alarm clock. Its dashboard is mapped nowhere.</summary>
public static class JobsRegistration
{
    public const string Schema = "hangfire";

    private const int Workers = 2;
    private const int PoolSize = 6;

    /// <param name="services">The host's services; AddApplication has been called.</param>
    /// <param name="connectionString">Connection string of the app role. Only `jobanalysis migrate` makes the schema.</param>
    public static IServiceCollection AddJobs(this IServiceCollection services, string connectionString)
    {
        services.AddWatchdog();
        services.AddScoped<ScheduledMessages>();
        services.AddBackgroundWork();

        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "JobAnalysis jobs", MaxPoolSize = PoolSize, Timeout = 5 };
        services.AddHangfire(hangfire => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UsePostgreSqlStorage(
                storage => storage.UseNpgsqlConnection(settings.ConnectionString),
                new PostgreSqlStorageOptions { SchemaName = Schema, PrepareSchemaIfNecessary = false }));
        services.AddHangfireServer(server => server.WorkerCount = Workers);
        services.AddHostedService<ScheduleWriter>();
        return services;
    }

    /// <summary>The watchdog alone, for a process without an alarm clock.</summary>
    public static IServiceCollection AddWatchdog(this IServiceCollection services) => services.AddSingleton<SystemSender>().AddSingleton<WatchdogBell>().AddHostedService<Watchdog>();
}
