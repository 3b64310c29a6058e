using System.Globalization;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace JobAnalysis.Application.Gaps;

/// <summary>Raises missing nights, claims what waits and runs it. Sent by the watchdog, by the alarm clock and by the command line; any number at once.</summary>
public static partial class RunDueSlots
{
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <param name="OrganizationId">Only this agency; null = all.</param>
    [Requires(Capability.Operate)]
    public sealed record Operation(Guid? OrganizationId = null) : IOperation<Outcome>;

    /// <param name="Published">Publications made.</param>
    /// <param name="Refused">Runs that lost their slot to another worker.</param>
    /// <param name="Failed">Runs that failed; their slots wait and are tried again.</param>
    public readonly record struct Outcome(int Published, int Refused, int Failed);

    internal sealed partial class Handler(NpgsqlDataSource dataSource, IServiceScopeFactory scopes, TimeProvider clock, ILogger<Handler> logger) : IOperationHandler<Operation, Outcome>
    {
        public async Task<Outcome> Handle(Operation request, CancellationToken cancellationToken)
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            if (request.OrganizationId is null)
            {
                if (!await GapSlotSql.NeedsWork(connection, cancellationToken)) return default;
                await GapSlotSql.CreateMissing(connection, cancellationToken);
            }

            var outcome = default(Outcome);
            while (await GapSlotSql.Claim(connection, Worker, Lease, request.OrganizationId, cancellationToken) is { } slot)
            {
                try
                {
                    var id = await Run(slot, cancellationToken);
                    outcome = id is null ? outcome with { Refused = outcome.Refused + 1 } : outcome with { Published = outcome.Published + 1 };
                    if (id is { } number) Published(logger, number, slot.OrganizationId, slot.AsOf);
                    else
                    {
                        Refused(logger, slot.OrganizationId, slot.AsOf, slot.Epoch);
                        await GapSlotSql.Release(connection, slot, cancellationToken);
                        await GapSlotSql.CreateMissing(connection, cancellationToken);
                    }
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    await GapSlotSql.Release(connection, slot, CancellationToken.None);
                    throw;
                }
                catch (Exception exception)
                {
                    // One agency's fault must not stop the others; the slot keeps the reason and waits.
                    outcome = outcome with { Failed = outcome.Failed + 1 };
                    Failed(logger, exception, slot.OrganizationId, slot.AsOf);
                    await GapSlotSql.Fail(connection, slot, ReasonOf(exception), cancellationToken);
                }
            }
            return outcome;
        }

        private static string Worker { get; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}");

        private static string ReasonOf(Exception exception) => exception switch
        {
            Domain.Shared.RuleViolationException rule => rule.Code,
            PostgresException postgres => $"{nameof(PostgresException)} {postgres.SqlState}",
            _ => exception.GetType().Name,
        };

        private async Task<long?> Run(GapSlotSql.Claimed slot, CancellationToken cancellationToken)
        {
            await using var services = scopes.CreateAsyncScope();
            var runner = services.ServiceProvider.GetRequiredService<GapRunner>();
            using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            using var finished = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var heartbeat = Beat(slot, lost, finished.Token);
            try
            {
                await runner.ActFor(slot.OrganizationId, clock.TaipeiToday(), lost.Token);
                var prepared = await runner.Prepare(slot.OrganizationId, slot.AsOf, slot.Full, lost.Token);
                return await runner.Publish(slot, prepared, lost.Token);
            }
            catch (OperationCanceledException) when (lost.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                return null;
            }
            finally
            {
                await finished.CancelAsync();
                await heartbeat;
            }
        }

        /// <summary>Tells the others that the worker lives. A beat that does not arrive is no fault: the epoch decides, not the heartbeat.</summary>
        private async Task Beat(GapSlotSql.Claimed slot, CancellationTokenSource lost, CancellationToken finished)
        {
            using var timer = new PeriodicTimer(Lease / 4, clock);
            try
            {
                while (await timer.WaitForNextTickAsync(finished))
                {
                    try
                    {
                        await using var connection = await dataSource.OpenConnectionAsync(finished);
                        if (!await GapSlotSql.Beat(connection, slot, Lease, finished)) await lost.CancelAsync();
                    }
                    catch (NpgsqlException exception)
                    {
                        BeatFailed(logger, exception, slot.OrganizationId);
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // The run ended.
            }
        }

        [LoggerMessage(Level = LogLevel.Information, Message = "Publication {Number} of organization {OrganizationId} as of {AsOf:yyyy-MM-dd}")]
        private static partial void Published(ILogger logger, long number, Guid organizationId, DateOnly asOf);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Run of organization {OrganizationId} as of {AsOf:yyyy-MM-dd} was refused: epoch {Epoch} is no longer the slot's, or a later day is published")]
        private static partial void Refused(ILogger logger, Guid organizationId, DateOnly asOf, long epoch);

        [LoggerMessage(Level = LogLevel.Error, Message = "Run of organization {OrganizationId} as of {AsOf:yyyy-MM-dd} failed")]
        private static partial void Failed(ILogger logger, Exception exception, Guid organizationId, DateOnly asOf);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Heartbeat of organization {OrganizationId} failed")]
        private static partial void BeatFailed(ILogger logger, Exception exception, Guid organizationId);
    }
}
