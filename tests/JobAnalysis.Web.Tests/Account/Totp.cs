using System.Globalization;
using System.Security.Cryptography;

namespace JobAnalysis.Web.Tests.Account;

/// <summary>An authenticator app, written from RFC 6238 and not from the product.</summary>
internal static class Totp
{
    public static string At(string base32, DateTimeOffset instant)
    {
        var bits = string.Concat(base32.Select(sign => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(sign, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2)).ToArray();
        var counter = BitConverter.GetBytes(instant.ToUnixTimeSeconds() / 30).Reverse().ToArray();
#pragma warning disable CA5350 // what the standard says
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xf;
        var number = ((hash[offset] & 0x7f) << 24) | (hash[offset + 1] << 16) | (hash[offset + 2] << 8) | hash[offset + 3];
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
