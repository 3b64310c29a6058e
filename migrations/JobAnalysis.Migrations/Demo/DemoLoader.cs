using JobAnalysis.Application.Access;
using JobAnalysis.Application.Assessments;
using JobAnalysis.Application.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.Migrations.Demo;

/// <summary>
/// Three agencies that look alive on a given day: a ministry with its subordinate agency, and a county government that must never meet them. Reproducible
/// from a seed number, in one transaction, and only into a database that has no agency yet.
/// </summary>
public static class DemoLoader
{
    /// <summary>The sign-ins of a demo, without loading it.</summary>
    public static IReadOnlyList<DemoAccount> SignIns(DemoOptions options) => DemoWorld.Of(options).Accounts.SignIns();

    /// <param name="services">A host's services (AddApplication) with a role that may write.</param>
    /// <param name="options">Day and seed number.</param>
    /// <param name="say">Takes a line of progress.</param>
    /// <param name="cancellationToken">Nothing is written when cancelled.</param>
    /// <returns>The sign-ins, also when the demo was there already.</returns>
    /// <exception cref="InvalidOperationException">The database holds agencies that are not the demo's, or is not seeded.</exception>
    public static async Task<IReadOnlyList<DemoAccount>> LoadAsync(IServiceProvider services, DemoOptions options, Action<string> say, CancellationToken cancellationToken)
    {
        var world = DemoWorld.Of(options);
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Actor = Actor.System(options.Today, [.. world.Agencies.Select(a => a.Id)]);
        var db = scope.ServiceProvider.GetRequiredService<JobAnalysisDb>();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(2));

        if (await db.Organizations.AnyAsync(o => o.Id == world.Ministry.Id, cancellationToken))
        {
            say("demo is there already");
            return world.Accounts.SignIns();
        }
        if (await db.Organizations.AnyAsync(cancellationToken)) throw new InvalidOperationException("The database holds other agencies. The demo is loaded into an empty database only.");

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var catalog = await Catalog.ReadAsync(db, cancellationToken);
        foreach (var batch in world.Batches(catalog))
        {
            db.AddRange(batch);
            await db.SaveChangesAsync(cancellationToken);
        }
        db.ChangeTracker.Clear();
        await Accept(scope.ServiceProvider, db, world, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var agency in world.Agencies) say($"demo: {agency.Plan.Head[0]}: {agency.Seats.Count} positions, {agency.Members.Count} people");
        return world.Accounts.SignIns();
    }

    /// <summary>Accepted levels come from the rule, person by person, as they would in use.</summary>
    private static async Task Accept(IServiceProvider services, JobAnalysisDb db, DemoWorld world, CancellationToken cancellationToken)
    {
        var acceptance = services.GetRequiredService<LevelAcceptance>();
        foreach (var agency in world.Agencies)
        {
            foreach (var member in agency.Members)
            {
                await acceptance.Accept(agency.Id, member.Id, cancellationToken);
                db.ChangeTracker.Clear();
            }
        }
    }
}
