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

    private Everything(EmbeddedCluster? cluster, string app, IReadOnlyList<DemoSignIn> signIns) => (this.cluster, AppConnectionString, SignIns) = (cluster, app, signIns);

    public string AppConnectionString { get; }

    /// <summary>Sign-ins of the demo; empty without demo data.</summary>
    public IReadOnlyList<DemoSignIn> SignIns { get; }

    public static async Task<Everything> PrepareAsync(IConfiguration configuration, IHostEnvironment environment, CancellationToken cancellationToken)
    {
        var given = configuration.GetConnectionString("JobAnalysis");
        var cluster = given is null ? await StartCluster(configuration, cancellationToken) : null;
        try
        {
            var app = given ?? cluster!.AppConnectionString;
            var owner = configuration.GetConnectionString("JobAnalysisOwner") ?? given ?? cluster!.OwnerConnectionString;
            var appRole = new NpgsqlConnectionStringBuilder(app).Username;
            await Migrator.MigrateAsync(owner, string.Equals(owner, app, StringComparison.Ordinal) ? null : appRole, Say, cancellationToken);
            await Seeder.SeedAsync(app, Say, cancellationToken);
            var signIns = configuration["JOBANALYSIS_DEMO"] == "0" || environment.IsProduction() ? [] : await DemoLoader.LoadAsync(app, Say, cancellationToken);
            return new(cluster, app, signIns);
        }
        catch
        {
            if (cluster is not null) await cluster.DisposeAsync();
            throw;
        }
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
