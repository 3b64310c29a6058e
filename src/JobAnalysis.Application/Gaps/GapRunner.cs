using System.Data;
using System.Diagnostics;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Domain.Shared;
using Npgsql;

namespace JobAnalysis.Application.Gaps;

/// <summary>A run of a group of agencies in three steps: read in one snapshot, compare in memory, publish in one short transaction.</summary>
internal static class GapRunner
{
    /// <summary>Reads and computes agencies on a day. Full and incremental runs are the same code with another set of people.</summary>
    /// <param name="connection">Without a transaction; the snapshot is opened and closed here.</param>
    /// <param name="organizations">The agencies, and whether everything is to be read of each.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="other">Opens another connection, for more rows than should wait in memory; null = they all wait.</param>
    /// <param name="group">Room to work in; what a group took serves the next. One run at a time.</param>
    /// <param name="keepsCounts">Sum up the cells, for a report.</param>
    /// <param name="cancellationToken">Cancels between rows.</param>
    /// <param name="progress">Told how far the comparison is.</param>
    public static async Task<GapGroupRun> Prepare(
        NpgsqlConnection connection, IReadOnlyList<(Guid Id, bool Full)> organizations, DateOnly asOf, Func<CancellationToken, ValueTask<NpgsqlConnection>>? other, GapGroup group, bool keepsCounts, CancellationToken cancellationToken, GapProgress? progress = null)
    {
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        Guid[] ids = [.. organizations.Select(o => o.Id)];
        var staging = new GapStaging(other is null ? null : async token => await GapResultSql.OpenStaged(await other(token), Scope.WholeOf(asOf, ids), ids, token)) { KeepsCounts = keepsCounts };
        var run = await Prepare(connection, organizations, null, asOf, group, staging, cancellationToken, progress);
        await snapshot.CommitAsync(cancellationToken);
        return run;
    }

    /// <summary>One person's results from what was asked of the person; the connection, in the caller's transaction, serves a requirement that was never resolved.</summary>
    public static Task<GapGroupRun> PreparePerson(NpgsqlConnection connection, PersonAnswers answers, DateOnly asOf, GapGroup group, CancellationToken cancellationToken) =>
        Prepare(connection, [(answers.OrganizationId, false)], answers, asOf, group, new() { Uncounted = true }, cancellationToken);

    private static async Task<GapGroupRun> Prepare(
        NpgsqlConnection connection, IReadOnlyList<(Guid Id, bool Full)> organizations, PersonAnswers? person, DateOnly asOf, GapGroup group, GapStaging staging, CancellationToken cancellationToken, GapProgress? progress = null)
    {
        var begun = Stopwatch.GetTimestamp();
        var scope = Scope.WholeOf(asOf, [.. organizations.Select(o => o.Id)]);
        var layers = person?.Layers ?? await GapLayerSql.Read(connection, scope, asOf, cancellationToken);
        group.Begin(layers);
        foreach (var (id, full) in organizations) group.Add(GroupAgency.Of(group.Agencies.Count, id, asOf, full, layers, group));

        var dueOnly = person is not null || group.Agencies.Exists(a => a.Fault is null && !a.IsFull);
        if (person is null && dueOnly)
        {
            var sound = group.Agencies.Where(a => a.Fault is null).ToList();
            await GapReadSql.FillDue(connection, scope, [.. sound.Where(a => !a.IsFull).Select(a => a.Id)], [.. sound.Where(a => a.IsFull).Select(a => a.Id)], asOf, cancellationToken);
        }

        var filter = new GapReadSql.Filter(asOf, dueOnly);
        var (book, totals) = (new RequirementBook(group), new GroupTotals());
        var computation = new GapGroupComputation(group, book, staging, totals, asOf);
        var reader = new GapGroupReader(connection, scope, group, filter, person, cancellationToken);
        await reader.Fill();
        await reader.FillProfiles(book, computation.MissingVersions);
        if (!staging.Uncounted && group.Agencies.Exists(a => !a.IsFirst)) await Totals(connection, scope, group, totals, cancellationToken);
        var read = Stopwatch.GetElapsedTime(begun);

        begun = Stopwatch.GetTimestamp();
        progress?.Begin(group.Agencies);
        await computation.Compare(await reader.Read(GapTable.Results), cancellationToken);
        progress?.End();
        foreach (var agency in group.Agencies.Where(a => !a.IsFull && a.Last?.TreeHash != a.TreeHash)) agency.NeedsRecount = true;
        var run = new GapGroupRun(group, book, computation, staging, totals);
        (run.Times.Read, run.Times.Compute) = (read, Stopwatch.GetElapsedTime(begun));
        return run;
    }

    private static async Task Totals(NpgsqlConnection connection, Scope scope, GapGroup group, GroupTotals totals, CancellationToken cancellationToken)
    {
        await using var rows = await GapReadSql.Totals(connection, scope, cancellationToken);
        while (await rows.NextAsync(cancellationToken))
        {
            if (group.AgencyOf(rows) is >= 0 and var agency) totals.Take(agency, rows);
        }
    }

    /// <summary>Publishes the slots; returns those that lost theirs, and then nothing is published.</summary>
    public static Task<IReadOnlyList<Guid>> Publish(NpgsqlConnection connection, GapGroupRun run, IReadOnlyList<GapSlotSql.Claimed> slots, CancellationToken cancellationToken)
    {
        run.Slots = slots;
        return GapPublicationSql.Publish(run.Staging.Spilled?.Connection ?? connection, Scope.WholeOf(slots[0].AsOf, [.. slots.Select(s => s.OrganizationId)]), run, cancellationToken);
    }

    /// <summary>What went wrong, as a code for the slot.</summary>
    public static string ReasonOf(Exception exception) => exception switch
    {
        RuleViolationException rule => rule.Code,
        PostgresException postgres => $"{nameof(PostgresException)} {postgres.SqlState}",
        _ => exception.GetType().Name,
    };
}
