using JobAnalysis.Application;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.EmbeddedPostgres;
using JobAnalysis.Migrations;
using JobAnalysis.Migrations.Demo;
using JobAnalysis.Migrations.Seed;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace JobAnalysis.TestKit;

/// <summary>The templates that tests share: each is filled once for a server, a test class clones it.</summary>
public static class Databases
{
    /// <summary>Schema and delivered rows, no agency.</summary>
    public static Task<TestDatabase> CloneSeededAsync() => CloneAsync("seeded", _ => Task.CompletedTask);

    /// <summary>Day of the demo in tests; give the clock of a test this day.</summary>
    public static readonly DateOnly DemoDay = new(2026, 11, 23);

    /// <summary>Schema, delivered rows and the demo on <see cref="DemoDay"/>.</summary>
    public static Task<TestDatabase> CloneDemoAsync() => CloneAsync("demo", owner => LoadDemoAsync(owner, new DemoOptions(DemoDay)));

    /// <summary>Loads a demo as the command line does.</summary>
    public static async Task LoadDemoAsync(string connectionString, DemoOptions options)
    {
        await using var services = new ServiceCollection().AddLogging().AddApplication(connectionString, maximumPoolSize: 3).BuildServiceProvider();
        await DemoLoader.LoadAsync(services, options, _ => { }, CancellationToken.None);
    }

    /// <summary>A clone of a seeded database to which <paramref name="fill"/> added something; it gets the owner's connection string.</summary>
    public static async Task<TestDatabase> CloneAsync(string key, Func<string, Task> fill)
    {
        var postgres = await TestPostgres.GetAsync();
        await postgres.CreateTemplateAsync(key, async owner =>
        {
            await Migrator.MigrateAsync(owner, DatabaseRoles.App, _ => { }, CancellationToken.None);
            await Seeder.SeedAsync(owner, _ => { }, CancellationToken.None);
            await fill(owner);
        });
        return await postgres.CloneAsync(key);
    }

    /// <summary>A context on a clone as an actor sees it; nobody when no actor is given.</summary>
    public static JobAnalysisDb Open(NpgsqlDataSource dataSource, Actor? actor = null)
    {
        var options = new DbContextOptionsBuilder<JobAnalysisDb>();
        ApplicationRegistration.Configure(options, dataSource);
        return new(options.Options, new RequestContext { Actor = actor });
    }
}
