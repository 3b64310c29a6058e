using System.Security.Cryptography;
using System.Text;

namespace JobAnalysis.Migrations.Seed;

/// <summary>
/// Ids of delivered rows: the same key gives the same id in every installation, so that results, exports and adoptions of two installations speak of the
/// same rows. A version-8 UUID (RFC 9562 §5.8) of the SHA-256 of the key.
/// </summary>
public static class StableId
{
    /// <summary>Changing it would orphan every row delivered so far.</summary>
    private const string Salt = "jobanalysis.seed.v1/";

    public static Guid Of(string key)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(Salt + key), bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes[..16], bigEndian: true);
    }
}
