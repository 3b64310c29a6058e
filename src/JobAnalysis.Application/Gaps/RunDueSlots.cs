using System.Globalization;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Messaging;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace JobAnalysis.Application.Gaps;

/// <summary>Raises missing nights, claims what waits and runs it in groups. Sent by the watchdog, by the alarm clock and by the command line; any number at once.</summary>
public static partial class RunDueSlots
{
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Between two heartbeats: far below the lease, and often enough that somebody who watches a run sees it move.</summary>
    internal static readonly TimeSpan Pulse = TimeSpan.FromSeconds(3);

    /// <param name="OrganizationId">Only this agency; null = all.</param>
    [Requires(Capability.Operate)]
    public sealed record Operation(Guid? OrganizationId = null) : IOperation<Outcome>;

    /// <param name="Published">Publications made.</param>
    /// <param name="Refused">Runs that lost their slot to another worker.</param>
    /// <param name="Failed">Runs that failed; their slots wait and are tried again.</param>
    public readonly record struct Outcome(int Published, int Refused, int Failed)
    {
        /// <summary>Both together.</summary>
        public static Outcome operator +(Outcome one, Outcome other) => new(one.Published + other.Published, one.Refused + other.Refused, one.Failed + other.Failed);

        /// <summary>Both together.</summary>
        public static Outcome Add(Outcome left, Outcome right) => left + right;
    }

    internal sealed partial class Handler(NpgsqlDataSource dataSource, GapSettings settings, GapGroupWorker worker, DiskAlarm alarm, TimeProvider clock, ILogger<Handler> logger) : IOperationHandler<Operation, Outcome>
    {
        private const int MostMisses = 20;

        public async Task<Outcome> Handle(Operation request, CancellationToken cancellationToken)
        {
            try
            {
                return await Run(request, cancellationToken);
            }
            catch (Exception exception) when (alarm.Note(exception))
            {
                throw; // Whoever looked tells it as a failed look; the alarm is what somebody must answer.
            }
        }

        private async Task<Outcome> Run(Operation request, CancellationToken cancellationToken)
        {
            var outcome = default(Outcome);
            await using (var connection = await dataSource.OpenConnectionAsync(cancellationToken))
            {
                if (request.OrganizationId is null)
                {
                    if (!await GapSlotSql.NeedsWork(connection, cancellationToken)) return default;
                    await GapSlotSql.CreateMissing(connection, cancellationToken);
                }
                outcome = await PublishIdle(connection, request.OrganizationId, cancellationToken);
            }

            var lines = request.OrganizationId is null ? settings.Parallel : 1;
            using var claiming = new SemaphoreSlim(1);
            foreach (var part in await Task.WhenAll(Enumerable.Range(0, lines).Select(_ => Work(claiming, request.OrganizationId, cancellationToken)))) outcome += part;
            return outcome;
        }

        /// <summary>Agencies with nothing to do are not visited one by one. Several nights of one agency take several rounds, one date each.</summary>
        private async Task<Outcome> PublishIdle(NpgsqlConnection connection, Guid? organizationId, CancellationToken cancellationToken)
        {
            var published = 0;
            try
            {
                while (await GapSlotSql.PublishIdle(connection, organizationId, cancellationToken) is > 0 and var count) published += count;
            }
            catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UniqueViolation)
            {
                // Another worker published one of them in this moment; what is left is claimed like any other slot.
                IdleTaken(logger);
            }
            if (published > 0) Idle(logger, published);
            return new(published, 0, 0);
        }

        private async Task<Outcome> Work(SemaphoreSlim claiming, Guid? organizationId, CancellationToken cancellationToken)
        {
            var outcome = default(Outcome);
            var room = new GapGroup();
            for (var misses = 0; misses < MostMisses;)
            {
                var (slots, waited) = await Claim(claiming, organizationId, cancellationToken);
                if (slots.Count > 0)
                {
                    outcome += await worker.Run(slots, room, cancellationToken);
                    misses = 0;
                    if (await PublishIdleAgain(organizationId, slots, cancellationToken) is { Published: > 0 } idle) outcome += idle;
                    continue;
                }
                if (!waited) break;
                // What waited went to another worker in the same moment, or an agency's next day waits for its last one.
                misses++;
                await Task.Delay(TimeSpan.FromMilliseconds(10 + Random.Shared.Next(10 * misses)), clock, cancellationToken);
            }
            return outcome;
        }

        /// <summary>After a day that was made up the next days of an agency mostly hold nothing new.</summary>
        private async Task<Outcome> PublishIdleAgain(Guid? organizationId, IReadOnlyList<GapSlotSql.Claimed> slots, CancellationToken cancellationToken)
        {
            if (slots.All(s => s.Cause is not Domain.Gaps.GapRunCause.MissedNight)) return default;
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            return await PublishIdle(connection, organizationId, cancellationToken);
        }

        private async Task<(IReadOnlyList<GapSlotSql.Claimed> Slots, bool Waited)> Claim(SemaphoreSlim claiming, Guid? organizationId, CancellationToken cancellationToken)
        {
            // One claim at a time in a process: two at once look at the same slots, and one of them gets none.
            await claiming.WaitAsync(cancellationToken);
            try
            {
                await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
                return await GapSlotSql.Claim(connection, Worker, Lease, organizationId, settings.PeopleAtOnce, settings.AgenciesAtOnce, cancellationToken);
            }
            finally
            {
                claiming.Release();
            }
        }

        private static string Worker { get; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}");

        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} publications with nothing to do")]
        private static partial void Idle(ILogger logger, int count);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Slots with nothing to do were taken by another worker")]
        private static partial void IdleTaken(ILogger logger);
    }
}
