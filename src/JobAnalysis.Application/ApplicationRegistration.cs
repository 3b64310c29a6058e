using JobAnalysis.Application.Access;
using JobAnalysis.Application.Assessments;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Interceptors;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Application.Notifications;
using JobAnalysis.Application.Positions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace JobAnalysis.Application;

/// <summary>Everything a host needs to send messages.</summary>
public static class ApplicationRegistration
{
    /// <param name="services">The host's services.</param>
    /// <param name="connectionString">Connection string of the app role.</param>
    /// <param name="maximumPoolSize">Connections of this host's pool; web 40, jobs 8, tools 3 (security-reliability.md A2).</param>
    public static IServiceCollection AddApplication(this IServiceCollection services, string connectionString, int maximumPoolSize = 40)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => DataSource(connectionString, maximumPoolSize));
        services.AddDbContext<JobAnalysisDb>((provider, options) => Configure(options, provider.GetRequiredService<NpgsqlDataSource>())
            .AddInterceptors(new OrganizationStamp(), new ConstraintErrors()));
        services.AddDbContext<AccountsDb>((provider, options) => Configure(options, provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<DiskAlarm>();
        services.AddScoped<RequestContext>();
        services.AddScoped<AuditTrail>();
        services.AddScoped<ClosingTrip>();
        services.AddScoped<Idempotency>();
        services.AddScoped<ActorResolver>();
        services.AddAccounts();
        services.AddNotifications();
        services.AddAssessments();
        services.AddGaps();
        services.AddPositions();
        return services.AddMessaging(typeof(ApplicationRegistration).Assembly);
    }

    /// <summary>The provider, names and conventions that both contexts and the migrations share.</summary>
    public static DbContextOptionsBuilder Configure(DbContextOptionsBuilder options, NpgsqlDataSource dataSource) =>
        options.UseNpgsql(dataSource, npgsql => npgsql.MigrationsAssembly("JobAnalysis.Migrations").MigrationsHistoryTable("migration").SetPostgresVersion(15, 0)).UseSnakeCaseNamingConvention();

    private static readonly TimeSpan IdleInTransaction = TimeSpan.FromSeconds(30);

    private static NpgsqlDataSource DataSource(string connectionString, int maximumPoolSize)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "JobAnalysis" };
        if (!settings.ContainsKey("Maximum Pool Size") || settings.MaxPoolSize == 100) settings.MaxPoolSize = maximumPoolSize;
        settings.Timeout = Math.Min(settings.Timeout, 5);
        settings.CommandTimeout = 15;
        settings.KeepAlive = 10;
        // A process that stands still in the middle of a transaction would hold its locks for ever, and nobody could take its slot over.
        settings.Options = $"{settings.Options} -c idle_in_transaction_session_timeout={IdleInTransaction.TotalMilliseconds:F0}".TrimStart();
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }
}
