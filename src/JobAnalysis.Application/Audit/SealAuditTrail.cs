using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Messaging;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Audit;

/// <summary>Adds what was audited since the last round to the hash chain of its agency. Runs in the background: no request waits for it.</summary>
public static class SealAuditTrail
{
    [Requires(Capability.Operate)]
    public sealed record Operation : IOperation<int>;

    internal sealed class Handler(JobAnalysisDb db, TimeProvider clock) : IOperationHandler<Operation, int>
    {
        private const int Batch = 5_000;
        private static readonly TimeSpan LongestTransaction = TimeSpan.FromHours(1);

        public async Task<int> Handle(Operation operation, CancellationToken cancellationToken)
        {
            var total = 0;
            while (true)
            {
                var count = await SealBatch(cancellationToken);
                total += count;
                if (count < Batch) return total;
            }
        }

        private async Task<int> SealBatch(CancellationToken cancellationToken)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            if (!await AuditSealSql.TryBecomeSealer(db, cancellationToken)) return 0;
            var events = await AuditSealSql.ListUnsealed(db, await From(cancellationToken), Batch, cancellationToken);
            if (events.Count == 0) return 0;

            var ends = await AuditSealSql.FindEnds(db, [.. events.Select(e => e.ChainId).Distinct()], cancellationToken);
            var numbers = new long[events.Count];
            var hashes = new byte[events.Count][];
            for (var at = 0; at < events.Count; at++)
            {
                var (chain, digest) = (events[at].ChainId, events[at].Digest);
                var (number, hash) = ends.GetValueOrDefault(chain, (0, AuditChain.Start(chain)));
                (numbers[at], hashes[at]) = (number + 1, AuditChain.Next(hash, number + 1, digest));
                ends[chain] = (numbers[at], hashes[at]);
            }

            await AuditSealSql.Append(db, [.. events.Select(e => e.EventId)], [.. events.Select(e => e.ChainId)], numbers, hashes, clock.GetUtcNow(), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return events.Count;
        }

        private async Task<Guid> From(CancellationToken cancellationToken)
        {
            var newest = await db.AuditSeals.OrderByDescending(s => s.EventId).Select(s => (DateTimeOffset?)db.AuditEvents.Single(e => e.Id == s.EventId).At).FirstOrDefaultAsync(cancellationToken);
            return newest is { } at ? AuditIds.LowestAt(at - LongestTransaction) : Guid.Empty;
        }
    }
}

internal static class AuditIds
{
    /// <summary>The lowest version 7 id of an instant: its 48 bits of milliseconds, then nothing.</summary>
    public static Guid LowestAt(DateTimeOffset instant)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        var milliseconds = instant.ToUnixTimeMilliseconds();
        for (var at = 0; at < 6; at++) bytes[at] = (byte)(milliseconds >> (8 * (5 - at)));
        return new(bytes, bigEndian: true);
    }
}
