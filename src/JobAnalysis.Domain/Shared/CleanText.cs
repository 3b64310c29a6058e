using System.Globalization;
using System.Text;

namespace JobAnalysis.Domain.Shared;

/// <summary>
/// Text from forms and files: what is refused, how it is counted, compared and searched. Text is stored as typed (only spaces and invisible
/// signs at both ends are taken off); lengths are text elements, that is what a reader sees as one sign.
/// </summary>
public static class CleanText
{
    /// <summary>Most code points in one text element: enough for every script and emoji sequence, not for stacks of combining marks.</summary>
    public const int LargestElement = 20;

    /// <summary>A text that must be there.</summary>
    /// <param name="typed">As it came from the form.</param>
    /// <param name="limit">Most text elements.</param>
    /// <param name="multiline">Line ends and tabs are allowed.</param>
    /// <exception cref="RuleViolationException">
    /// <c>common.text-required</c>; <c>common.text-too-long</c> (limit, length); <c>common.text-broken</c> (position from 1: lone surrogate or U+FFFD);
    /// <c>common.text-nul</c>; <c>common.text-line-break</c>; <c>common.text-invisible</c> (code point, position);
    /// <c>common.text-stacked</c> (largest element).
    /// </exception>
    public static string Required(string? typed, int limit, bool multiline = false) =>
        Optional(typed, limit, multiline) ?? throw new RuleViolationException("common.text-required");

    /// <summary>As <see cref="Required"/>, but null when nothing visible was typed.</summary>
    /// <exception cref="RuleViolationException">As <see cref="Required"/>, without <c>common.text-required</c>.</exception>
    public static string? Optional(string? typed, int limit, bool multiline = false)
    {
        if (string.IsNullOrEmpty(typed)) return null;
        CheckEncoding(typed);
        var text = TrimEnds(typed);
        if (text.Length == 0) return null;
        CheckSigns(text, multiline);
        CheckLength(text, limit);
        return text;
    }

    /// <summary>Length in text elements.</summary>
    public static int Length(string text)
    {
        var count = 0;
        for (var rest = text.AsSpan(); !rest.IsEmpty; rest = rest[StringInfo.GetNextTextElementLength(rest)..]) count++;
        return count;
    }

    /// <summary>The form for unique checks and comparisons: composed (NFC), nothing else changed. Total: a lone surrogate becomes U+FFFD.</summary>
    public static string ForComparison(string text) => WellFormed(text).Normalize(NormalizationForm.FormC);

    /// <summary>
    /// The form for searching, equal on both sides: compatibility-composed (full and half width), lower case, 臺 as 台, without the dots of aboriginal
    /// names (· ‧ ・ • and their like), invisible signs and variation selectors; a space is kept only between two Latin letters or digits. Idempotent and total.
    /// </summary>
    public static string ForSearch(string text)
    {
        var folded = Fold(WellFormed(text));
        // What stood apart can compose once the sign between is gone (i, U+200B, U+0307), so fold until nothing changes: two or three rounds.
        for (var again = Fold(folded); again != folded; again = Fold(folded)) folded = again;
        return folded;
    }

    private static string Fold(string text)
    {
        var folded = text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var result = new StringBuilder(folded.Length);
        var space = false;
        foreach (var rune in folded.EnumerateRunes())
        {
            if (IsDot(rune.Value) || IsInvisible(rune) || IsVariationSelector(rune.Value)) continue;
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                space = true;
                continue;
            }
            if (space && result.Length > 0 && IsLatin(result[^1]) && rune.IsBmp && IsLatin((char)rune.Value)) result.Append(' ');
            space = false;
            result.Append(rune.Value == '臺' ? "台" : rune.ToString());
        }
        return result.ToString();
    }

    private static void CheckEncoding(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0') throw new RuleViolationException("common.text-nul");
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i]) || text[i] == '\uFFFD') throw new RuleViolationException("common.text-broken", i + 1);
        }
    }

    private static string TrimEnds(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && Rune.GetRuneAt(text, start) is var first && IsBlank(first)) start += first.Utf16SequenceLength;
        while (end > start && Rune.DecodeLastFromUtf16(text.AsSpan(start, end - start), out var last, out var size) is var _ && IsBlank(last)) end -= size;
        return text[start..end];
    }

    private static void CheckSigns(string text, bool multiline)
    {
        Rune previous = default;
        for (var i = 0; i < text.Length; i += previous.Utf16SequenceLength)
        {
            var rune = Rune.GetRuneAt(text, i);
            if (rune.Value is '\n' or '\r' or '\t' or 0x0B or 0x0C or 0x85 or 0x2028 or 0x2029)
            {
                if (!multiline) throw new RuleViolationException("common.text-line-break");
            }
            else if (Rune.IsControl(rune) || IsNoncharacter(rune.Value) || (IsInvisible(rune) && !JoinsEmoji(text, i, previous)))
            {
                throw new RuleViolationException("common.text-invisible", string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}"), i + 1);
            }
            previous = rune;
        }
    }

    private static void CheckLength(string text, int limit)
    {
        var count = 0;
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var size = StringInfo.GetNextTextElementLength(rest);
            // UTF-16 units are at most twice the code points: cheap test first.
            if (size > LargestElement && CodePoints(rest[..size]) > LargestElement) throw new RuleViolationException("common.text-stacked", LargestElement);
            rest = rest[size..];
            count++;
        }
        if (count > limit) throw new RuleViolationException("common.text-too-long", limit, count);
    }

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes()) count++;
        return count;
    }

    private static bool IsBlank(Rune rune) => Rune.IsWhiteSpace(rune) || IsInvisible(rune);

    /// <summary>Signs that show nothing but make two texts differ, or turn the direction of what follows.</summary>
    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0;

    /// <summary>U+200D is needed between two pictures of one emoji, and nowhere else here.</summary>
    private static bool JoinsEmoji(string text, int at, Rune previous) =>
        text[at] == '\u200D' && at + 1 < text.Length && IsPicture(previous) && IsPicture(Rune.GetRuneAt(text, at + 1));

    private static bool IsPicture(Rune rune) => rune.Value == 0xFE0F || rune.Value is >= 0x1F3FB and <= 0x1F3FF
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol;

    private static bool IsNoncharacter(int value) => value is >= 0xFDD0 and <= 0xFDEF || (value & 0xFFFE) == 0xFFFE;

    private static bool IsVariationSelector(int value) => value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static bool IsDot(int value) => value is 0x00B7 or 0x2022 or 0x2027 or 0x2219 or 0x22C5 or 0x30FB;

    private static bool IsLatin(char sign) => sign < 0x0250 && char.IsLetterOrDigit(sign);

    private static string WellFormed(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) result.Append(rune.ToString());
        return result.ToString();
    }
}
