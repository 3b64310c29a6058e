using System.Data;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace JobAnalysis.Application.Gaps;

/// <summary>One run of one agency in three steps: read in one snapshot, calculate in memory, publish in one short transaction.</summary>
internal sealed class GapRunner(JobAnalysisDb db, RequirementReader reader, RequestContext context)
{
    /// <summary>A run that is calculated and not yet published.</summary>
    public sealed record Prepared(GapComputation Computed, Guid? FrameworkVersionId);

    /// <summary>Makes this scope of services the system's own, for one agency: with the layers of every agency that was ever above it.</summary>
    public async Task ActFor(Guid organizationId, DateOnly today, CancellationToken cancellationToken)
    {
        var actor = Actor.System(today, organizationId);
        context.Actor = actor with { Scope = actor.Scope with { SelfAndSuperiors = await AgencyChain.EverAbove(db, organizationId, cancellationToken) } };
    }

    /// <summary>Reads and calculates. A full run and an incremental one differ in the set of people only.</summary>
    public async Task<Prepared> Prepare(Guid organizationId, DateOnly asOf, bool full, CancellationToken cancellationToken)
    {
        await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var people = full ? null : await GapDueSql.People(Connection, (NpgsqlTransaction)snapshot.GetDbTransaction(), context.Scope, organizationId, asOf, cancellationToken);
        var prepared = await Prepare(organizationId, people, asOf, cancellationToken);
        await snapshot.CommitAsync(cancellationToken);
        return prepared;
    }

    /// <summary>As above for given people, in the caller's transaction.</summary>
    public async Task<Prepared> Prepare(Guid organizationId, Guid[]? people, DateOnly asOf, CancellationToken cancellationToken)
    {
        var found = await reader.Find(organizationId, people, asOf, null, cancellationToken);
        var inputs = await GapInputs.Read(db, organizationId, people, asOf, cancellationToken);
        return new(GapComputation.Of(found, inputs, asOf), found.Layers.Adoptions.Count == 0 ? null : found.Layers.Adoptions[0].FrameworkVersionId);
    }

    /// <summary>The number of the publication; null when the slot no longer belongs to the worker, or a later day is published.</summary>
    public async Task<long?> Publish(GapSlotSql.Claimed slot, Prepared run, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            return await GapPublicationSql.Publish(Connection, context.Scope, slot, run, cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private NpgsqlConnection Connection => (NpgsqlConnection)db.Database.GetDbConnection();
}
