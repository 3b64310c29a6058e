using System.Buffers.Binary;
using System.Security.Cryptography;

namespace JobAnalysis.Application.Audit;

/// <summary>The arithmetic of the chain: each hash takes in the one before, its number and the digest of its event.</summary>
internal static class AuditChain
{
    public static byte[] Start(Guid chainId) => SHA256.HashData(chainId.ToByteArray(bigEndian: true));

    public static byte[] Next(byte[] previous, long number, byte[] eventDigest)
    {
        Span<byte> order = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(order, number);
        return SHA256.HashData([.. previous, .. order, .. eventDigest]);
    }
}
