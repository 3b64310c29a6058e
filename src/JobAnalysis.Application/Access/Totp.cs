using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace JobAnalysis.Application.Access;

/// <summary>Codes of an authenticator app (RFC 6238: HMAC-SHA1, 30 seconds, 6 digits). Identity's own does not say which step a code is of, and takes no clock.</summary>
internal static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int StepSeconds = 30;
    private const int Digits = 6;

    public static string NewKey() => Base32(RandomNumberGenerator.GetBytes(20));

    /// <summary>The time step whose code this is: now, or one before or after for clocks that differ.</summary>
    public static long? FindStep(string key, string code, DateTimeOffset now)
    {
        var current = now.ToUnixTimeSeconds() / StepSeconds;
        long? found = null;
        for (var step = current - 1; step <= current + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Code(key, step)), Encoding.UTF8.GetBytes(code))) found ??= step;
        }

        return found;
    }

    public static string CodeAt(string key, DateTimeOffset instant) => Code(key, instant.ToUnixTimeSeconds() / StepSeconds);

    public static string Base32(byte[] bytes)
    {
        var text = new StringBuilder();
        for (int at = 0, bits = 0, held = 0; at < bytes.Length || bits > 0;)
        {
            if (bits < 5 && at < bytes.Length) (held, bits) = (((held & 31) << 8) | bytes[at++], bits + 8);
            if (bits < 5) (held, bits) = (held << (5 - bits), 5);
            text.Append(Alphabet[(held >> (bits - 5)) & 31]);
            bits -= 5;
        }

        return text.ToString();
    }

    private static string Code(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238: what authenticator apps compute; HMAC-SHA1 is not broken by collisions.
        var hash = HMACSHA1.HashData(Bytes(key), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture)[^Digits..];
    }

    private static byte[] Bytes(string key)
    {
        var bytes = new List<byte>();
        var (held, bits) = (0, 0);
        foreach (var sign in key)
        {
            (held, bits) = (((held & 255) << 5) | Alphabet.IndexOf(sign, StringComparison.Ordinal), bits + 5);
            if (bits < 8) continue;
            bytes.Add((byte)(held >> (bits - 8)));
            bits -= 8;
        }

        return [.. bytes];
    }
}
