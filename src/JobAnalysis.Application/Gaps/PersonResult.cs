using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace JobAnalysis.Application.Gaps;

/// <summary>
/// A person's own results in the transaction that changes what they rest on, so that an accepted level shows at once. Totals follow with the next run, and
/// so does the end of a result.
/// </summary>
internal sealed class PersonResult(JobAnalysisDb db, RequestContext context)
{
    /// <summary>Recomputes and writes; does nothing before the agency's first publication.</summary>
    public async Task Publish(Guid organizationId, Guid personId, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A person's result is published in the transaction of its cause.");
        await db.SaveChangesAsync(cancellationToken);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var (today, lastAsOf, _) = await GapSlotSql.Dates(connection, (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction(), organizationId, cancellationToken);
        if (lastAsOf is not { } last) return;

        if (!context.Scope.Organizations.Contains(organizationId)) throw new InvalidOperationException($"A result of organization {organizationId} is written outside the scope.");

        // A level given today counts today, also where the last night is still to be made up; a later run of an earlier day leaves the row alone.
        await using var run = await GapRunner.PreparePerson(connection, organizationId, personId, last > today ? last : today, cancellationToken);
        if (run.Agencies[0].Fault is { } fault) throw fault;
        if (run.Staging.Staged.Rows == 0) return;
        // The rater sees a part of the agency; what follows from his rating is the system's to write.
        var scope = Scope.WholeOf(today, organizationId);
        await GapResultSql.Stage(connection, scope, run.Staging, run.NewRequirements, cancellationToken);
        await GapResultSql.Merge(connection, scope, run.Staging, run.NewRequirements.Count > 0, null, cancellationToken);
    }
}
