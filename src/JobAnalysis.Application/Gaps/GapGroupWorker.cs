using System.Diagnostics;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace JobAnalysis.Application.Gaps;

/// <summary>Runs the claimed slots of a group, keeps their leases alive, and gives back what could not be published.</summary>
internal sealed partial class GapGroupWorker(NpgsqlDataSource dataSource, DiskAlarm alarm, TimeProvider clock, ILogger<GapGroupWorker> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private const int Tries = 3;

    public async Task<RunDueSlots.Outcome> Run(IReadOnlyList<GapSlotSql.Claimed> slots, GapGroup group, CancellationToken cancellationToken)
    {
        using var finished = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var progress = new GapProgress();
        var heartbeat = Beat(slots, progress, lost, finished.Token);
        try
        {
            return await Try(slots, group, progress, lost.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await GiveBack(slots, CancellationToken.None);
            throw;
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            // Others have some of the slots now; the rest is given back and claimed again.
            return await Refuse(slots, cancellationToken);
        }
        finally
        {
            await finished.CancelAsync();
            await heartbeat;
        }
    }

    /// <summary>A group is a whole that can be repeated: a passing fault is tried again a few times; then each agency alone, so that one's fault does not stop the others.</summary>
    private async Task<RunDueSlots.Outcome> Try(IReadOnlyList<GapSlotSql.Claimed> slots, GapGroup group, GapProgress progress, CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnce(slots, group, progress, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception exception) when (IsPassing(exception) && attempt < Tries && clock.GetElapsedTime(begun) < Patience)
            {
                Again(logger, exception, slots.Count, attempt);
                await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt), clock, cancellationToken);
            }
            catch (Exception exception) when (slots.Count > 1 && DiskFault.Of(exception) is null && exception is not NpgsqlException { InnerException: not null })
            {
                Alone(logger, exception, slots.Count);
                var outcome = default(RunDueSlots.Outcome);
                foreach (var slot in slots) outcome += await Try([slot], group, progress, cancellationToken);
                return outcome;
            }
            catch (Exception exception)
            {
                alarm.Note(exception);
                await Fail(slots, exception, cancellationToken);
                return new(0, 0, slots.Count);
            }
        }
    }

    private async Task<RunDueSlots.Outcome> RunOnce(IReadOnlyList<GapSlotSql.Claimed> slots, GapGroup group, GapProgress progress, CancellationToken cancellationToken)
    {
        using var activity = GapTelemetry.Source.StartActivity("gap run");
        activity?.SetTag("agencies", slots.Count);
        var begun = Stopwatch.GetTimestamp();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var run = await GapRunner.Prepare(connection, [.. slots.Select(s => (s.OrganizationId, s.Full))], slots[0].AsOf, dataSource.OpenConnectionAsync, group, keepsCounts: false, cancellationToken, progress);

        var outcome = default(RunDueSlots.Outcome);
        foreach (var agency in run.Agencies.Where(a => a.Fault is not null))
        {
            await Fail([.. slots.Where(s => s.OrganizationId == agency.Id)], agency.Fault!, cancellationToken);
            outcome += new RunDueSlots.Outcome(0, 0, 1);
        }
        var sound = slots.Where(s => run.AgencyOf(s.OrganizationId).Fault is null).ToList();
        if (sound.Count == 0) return outcome;
        if (progress.WasAsked) await GapSlotSql.Beat(connection, slots, progress, RunDueSlots.Lease, cancellationToken);

        var refused = await GapRunner.Publish(connection, run, sound, cancellationToken);
        if (refused.Count > 0)
        {
            await connection.CloseAsync();
            outcome += await Refuse([.. sound.Where(s => refused.Contains(s.OrganizationId))], cancellationToken);
            var rest = sound.Where(s => !refused.Contains(s.OrganizationId)).ToList();
            return rest.Count == 0 ? outcome : outcome + await RunOnce(rest, group, progress, cancellationToken);
        }
        GapTelemetry.Record(run, sound.Count, Stopwatch.GetElapsedTime(begun));
        activity?.SetTag("people", run.PeopleCount);
        Published(logger, sound.Count, slots[0].AsOf, run.PeopleCount, (long)run.Times.Read.TotalMilliseconds, (long)run.Times.Compute.TotalMilliseconds, (long)run.Times.Stage.TotalMilliseconds, (long)run.Times.Publish.TotalMilliseconds);
        return outcome + new RunDueSlots.Outcome(sound.Count, 0, 0);
    }

    private async Task<RunDueSlots.Outcome> Refuse(IReadOnlyList<GapSlotSql.Claimed> slots, CancellationToken cancellationToken)
    {
        foreach (var slot in slots) Refused(logger, slot.OrganizationId, slot.AsOf, slot.Epoch);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        foreach (var slot in slots) await GapSlotSql.Release(connection, slot, cancellationToken);
        await GapSlotSql.CreateMissing(connection, cancellationToken);
        return new(0, slots.Count, 0);
    }

    private async Task GiveBack(IReadOnlyList<GapSlotSql.Claimed> slots, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        foreach (var slot in slots) await GapSlotSql.Release(connection, slot, cancellationToken);
    }

    private async Task Fail(IReadOnlyList<GapSlotSql.Claimed> slots, Exception exception, CancellationToken cancellationToken)
    {
        foreach (var slot in slots) Failed(logger, exception, slot.OrganizationId, slot.AsOf);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        foreach (var slot in slots) await GapSlotSql.Fail(connection, slot, GapRunner.ReasonOf(exception), cancellationToken);
    }

    /// <summary>Tells the others that the worker lives. A beat that does not arrive is no fault: the epoch decides, not the heartbeat.</summary>
    private async Task Beat(IReadOnlyList<GapSlotSql.Claimed> slots, GapProgress progress, CancellationTokenSource lost, CancellationToken finished)
    {
        using var timer = new PeriodicTimer(RunDueSlots.Pulse, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(finished))
            {
                try
                {
                    await using var connection = await dataSource.OpenConnectionAsync(finished);
                    // One that is lost is refused when the group publishes; when all are, the rest of the work is for nothing.
                    if ((await GapSlotSql.Beat(connection, slots, progress, RunDueSlots.Lease, finished)).Count == slots.Count) await lost.CancelAsync();
                }
                catch (NpgsqlException exception)
                {
                    BeatFailed(logger, exception, slots.Count);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run ended.
        }
    }

    /// <summary>Deadlock, serialization, a connection that was cut: nothing was committed, the whole can be done again.</summary>
    private static bool IsPassing(Exception exception) => exception switch
    {
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.AdminShutdown
            or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow,
        NpgsqlException npgsql => npgsql.IsTransient && DiskFault.Of(npgsql) is null,
        _ => false,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} publications as of {AsOf:yyyy-MM-dd}: {People} people, read {Read} ms, compute {Compute} ms, stage {Stage} ms, publish {Publish} ms")]
    private static partial void Published(ILogger logger, int count, DateOnly asOf, int people, long read, long compute, long stage, long publish);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run of organization {OrganizationId} as of {AsOf:yyyy-MM-dd} was refused: epoch {Epoch} is no longer the slot's, or a later day is published")]
    private static partial void Refused(ILogger logger, Guid organizationId, DateOnly asOf, long epoch);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run of organization {OrganizationId} as of {AsOf:yyyy-MM-dd} failed")]
    private static partial void Failed(ILogger logger, Exception exception, Guid organizationId, DateOnly asOf);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A group of {Count} agencies is tried again after attempt {Attempt}")]
    private static partial void Again(ILogger logger, Exception exception, int count, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A group of {Count} agencies failed; each is tried alone")]
    private static partial void Alone(ILogger logger, Exception exception, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Heartbeat of {Count} agencies failed")]
    private static partial void BeatFailed(ILogger logger, Exception exception, int count);
}
