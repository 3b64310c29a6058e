using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace JobAnalysis.Application.Gaps;

/// <summary>
/// A person's own results in the transaction that changes what they rest on, so that an accepted level shows at once. Totals follow with the next run.
/// </summary>
internal sealed class PersonResult(JobAnalysisDb db, GapRunner runner, RequestContext context)
{
    /// <summary>Recomputes and writes; does nothing before the agency's first publication.</summary>
    public async Task Publish(Guid organizationId, Guid personId, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction?.GetDbTransaction() is not NpgsqlTransaction transaction) throw new InvalidOperationException("A person's result is published in the transaction of its cause.");
        await db.SaveChangesAsync(cancellationToken);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var (today, lastAsOf, publication) = await GapSlotSql.Dates(connection, transaction, organizationId, cancellationToken);
        if (lastAsOf is not { } last) return;

        // A level given today counts today, also where the last night is still to be made up; a later run of an earlier day leaves the row alone.
        var asOf = last > today ? last : today;
        var run = await runner.Prepare(organizationId, [personId], asOf, cancellationToken);
        if (run.Computed.Rows.Count == 0) return;
        await GapResultSql.Stage(connection, context.Scope, organizationId, run.Computed.Rows, cancellationToken);
        await GapResultSql.Merge(connection, transaction, context.Scope, organizationId, asOf, publication, run.Computed.Requirements, cancellationToken);
    }
}
