using System.Globalization;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Assessments;

/// <summary>What the two level types share: the limits of a rank and reading one from a form. It is no common base, so the types stay unrelated.</summary>
internal static class LevelRank
{
    /// <summary>Highest rank any scale may have (architecture.md, Vectors).</summary>
    internal const byte Highest = 20;

    internal static byte Check(int rank, int highest = Highest) => rank < 0 || rank > highest
        ? throw new RuleViolationException("assessments.level-outside-scale", rank, highest)
        : (byte)rank;

    /// <summary>One or two plain digits, full width allowed; "3.7", "-0", "1e999", "+3" and "NaN" are refused.</summary>
    internal static byte Read(string? typed, int highest)
    {
        var text = typed?.Trim() ?? "";
        var rank = 0;
        if (text.Length is 0 or > 2) throw Unreadable(text, highest);
        foreach (var sign in text)
        {
            var digit = sign is >= '０' and <= '９' ? sign - '０' : sign - '0';
            if (digit is < 0 or > 9) throw Unreadable(text, highest);
            rank = (rank * 10) + digit;
        }
        return Check(rank, highest);
    }

    internal static string Text(byte rank) => rank.ToString(CultureInfo.InvariantCulture);

    private static RuleViolationException Unreadable(string text, int highest) =>
        new("assessments.level-unreadable", text.Length > 20 ? text[..20] : text, highest);
}
