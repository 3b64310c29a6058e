using System.Collections.Concurrent;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JobAnalysis.Application.Gaps;

/// <summary>
/// A person's own results in the transaction that changes what they rest on, so that an accepted level shows at once. Totals follow with the next run, and
/// so does the end of a result.
/// </summary>
internal sealed class PersonResult(JobAnalysisDb db, RequestContext context)
{
    /// <summary>Room of groups, a megabyte each: made for agencies, and used again for the next person.</summary>
    private static readonly ConcurrentBag<GapGroup> Groups = [];

    /// <summary>Recomputes and writes; does nothing before the agency's first publication.</summary>
    public async Task Publish(Guid organizationId, Guid personId, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A person's result is published in the transaction of its cause.");
        await db.SaveChangesAsync(cancellationToken);
        var trip = new RoundTrip();
        var answers = PersonAnswers.Ask(trip, organizationId, personId);
        await db.Send(trip, cancellationToken);
        await Compute(answers, trip, cancellationToken);
        await db.Send(trip, cancellationToken);
    }

    /// <summary>Computes from what was asked and adds what is to be written to a trip; nothing before the agency's first publication.</summary>
    public async Task Compute(PersonAnswers answers, RoundTrip writes, CancellationToken cancellationToken)
    {
        var (organizationId, layers) = (answers.OrganizationId, answers.Layers);
        if (!layers.Publications.TryGetValue(organizationId, out var last)) return;
        context.Scope.RefuseOutside(organizationId);

        // A level given today counts today, also where the last night is still to be made up; a later run of an earlier day leaves the row alone.
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        if (!Groups.TryTake(out var group)) group = new();
        await using var run = await GapRunner.PreparePerson(connection, answers, last.AsOf > layers.Today ? last.AsOf : layers.Today, group, cancellationToken);
        if (run.Agencies[0].Fault is { } fault) throw fault;
        Groups.Add(group);
        if (run.Staging.Staged.Rows == 0) return;
        // The rater sees a part of the agency; what follows from his rating is the system's to write.
        var scope = Scope.WholeOf(layers.Today, organizationId);
        if (run.NewRequirements.Count == 0)
        {
            await GapResultSql.AddPerson(writes, scope, run.Staging, cancellationToken);
            return;
        }
        // A requirement that nobody met before the last run: stored first, under the id that it perhaps got from somebody else meanwhile.
        await GapResultSql.Stage(connection, scope, run.Staging, run.NewRequirements, cancellationToken);
        await GapResultSql.Merge(connection, scope, run.Staging, true, null, cancellationToken);
    }
}
