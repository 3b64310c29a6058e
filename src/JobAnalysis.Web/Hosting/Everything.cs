using JobAnalysis.Application;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using JobAnalysis.EmbeddedPostgres;
using JobAnalysis.Migrations;
using JobAnalysis.Migrations.Demo;
using JobAnalysis.Migrations.Seed;
using Npgsql;

namespace JobAnalysis.Web.Hosting;

/// <summary>
/// What infra/run.sh asks for with --everything: a database (the one given, or a private cluster), schema, seed and demo, before the pages are served.
/// Without it the web process never migrates.
/// </summary>
internal sealed class Everything : IAsyncDisposable
{
    public const string Switch = "--everything";

    private readonly EmbeddedCluster? cluster;

    private Everything(EmbeddedCluster? cluster, string app, IReadOnlyList<DemoAccount> signIns) => (this.cluster, AppConnectionString, SignIns) = (cluster, app, signIns);

    public string AppConnectionString { get; }

    /// <summary>Sign-ins of the demo; empty without demo data.</summary>
    public IReadOnlyList<DemoAccount> SignIns { get; }

    public static async Task<Everything> PrepareAsync(IConfiguration configuration, IHostEnvironment environment, CancellationToken cancellationToken)
    {
        var given = configuration.GetConnectionString("JobAnalysis");
        var own = given is null ? await StartCluster(configuration, cancellationToken) : null;
        try
        {
            var app = given ?? own!.AppConnectionString;
            var owner = configuration.GetConnectionString("JobAnalysisOwner") ?? given ?? own!.OwnerConnectionString;
            var appRole = new NpgsqlConnectionStringBuilder(app).Username;
            await Migrator.MigrateAsync(owner, string.Equals(owner, app, StringComparison.Ordinal) ? null : appRole, Say, cancellationToken);
            await Seeder.SeedAsync(app, Say, cancellationToken);
            return new(own, app, await LoadDemo(app, configuration, environment, cancellationToken));
        }
        catch
        {
            if (own is not null) await own.DisposeAsync();
            throw;
        }
    }

    /// <summary>Demo sign-ins never exist in Production.</summary>
    private static async Task<IReadOnlyList<DemoAccount>> LoadDemo(string connectionString, IConfiguration configuration, IHostEnvironment environment, CancellationToken cancellationToken)
    {
        if (configuration["JOBANALYSIS_DEMO"] == "0" || environment.IsProduction()) return [];
        await using var services = new ServiceCollection().AddLogging().AddApplication(connectionString, maximumPoolSize: 4).BuildServiceProvider();
        var today = services.GetRequiredService<TimeProvider>().TaipeiToday();
        var accounts = await DemoLoader.LoadAsync(services, new DemoOptions(today), Say, cancellationToken);

        // The first publication stands before the first page: a demo without numbers shows nothing.
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Actor = Actor.System(today);
        var outcome = await scope.ServiceProvider.GetRequiredService<ISender>().Send(new RunDueSlots.Operation(), cancellationToken);
        if (outcome.Published > 0) Say($"{outcome.Published} gap run(s) published");
        return accounts;
    }

    private static Task<EmbeddedCluster> StartCluster(IConfiguration configuration, CancellationToken cancellationToken)
    {
        var data = configuration["JOBANALYSIS_DATA"] ?? Path.Combine(Directory.GetCurrentDirectory(), ".data");
        return EmbeddedCluster.StartAsync(new() { DataFolder = Path.Combine(data, "postgres"), Log = Say }, cancellationToken);
    }

    private static void Say(string line) => Console.WriteLine(line);

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null) await cluster.DisposeAsync();
    }
}
