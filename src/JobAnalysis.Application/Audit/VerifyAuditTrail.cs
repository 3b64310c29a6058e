using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Messaging;

namespace JobAnalysis.Application.Audit;

/// <summary>Computes every chain anew and compares: an event that somebody changed, removed or slipped in with rights on the database shows here.</summary>
public static class VerifyAuditTrail
{
    [Requires(Capability.Operate)]
    public sealed record Query : IQuery<IReadOnlyList<Chain>>;

    /// <param name="ChainId">The agency; empty = the system.</param>
    /// <param name="Links">Sealed events.</param>
    /// <param name="FirstBrokenLink">Number of the first link that does not fit; null = the chain is whole.</param>
    /// <param name="ChangedDetails">Details whose text was changed.</param>
    /// <param name="ErasedDetails">Events whose details were erased (已刪除): no fault.</param>
    /// <param name="UnsealedBehind">Events older than an hour that no round sealed.</param>
    /// <param name="End">Hash of the last link: kept elsewhere, it shows a tail that was cut off.</param>
    public sealed record Chain(Guid ChainId, long Links, long? FirstBrokenLink, long ChangedDetails, long ErasedDetails, long UnsealedBehind, string? End)
    {
        public bool IsWhole => FirstBrokenLink is null && ChangedDetails == 0 && UnsealedBehind == 0;
    }

    internal sealed class Handler(JobAnalysisDb db, TimeProvider clock) : IQueryHandler<Query, IReadOnlyList<Chain>>
    {
        private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

        public async Task<IReadOnlyList<Chain>> Handle(Query query, CancellationToken cancellationToken)
        {
            List<Chain> chains = [];
            foreach (var chainId in await AuditSealSql.ListChains(db, cancellationToken)) chains.Add(await Verify(chainId, cancellationToken));
            return chains;
        }

        private async Task<Chain> Verify(Guid chainId, CancellationToken cancellationToken)
        {
            var (links, broken, hash) = (0L, (long?)null, AuditChain.Start(chainId));
            await foreach (var link in AuditSealSql.ReadChain(db, chainId, cancellationToken))
            {
                links++;
                hash = AuditChain.Next(hash, links, link.Digest);
                if (broken is null && (link.Number != links || !hash.AsSpan().SequenceEqual(link.Hash))) broken = links;
            }

            var faults = await AuditSealSql.CountFaults(db, chainId, AuditIds.LowestAt(clock.GetUtcNow() - Grace), cancellationToken);
            return new(chainId, links, broken, faults.Changed, faults.Erased, faults.Unsealed, links == 0 ? null : Convert.ToHexStringLower(hash));
        }
    }
}
