namespace JobAnalysis.Application.Exchange;

/// <summary>
/// A text cell that a spreadsheet would take for a formula gets a leading apostrophe (CSV has no cell types; ASVS V1.2.10).
/// Spaces, NBSP and full-width forms before the sign count, because programs strip or fold them.
/// </summary>
internal static class FormulaGuard
{
    public static string Quote(string text)
    {
        foreach (var sign in text)
        {
            if (sign is ' ' or '\u00A0' or '\u3000') continue;
            return sign is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\0' or '＝' or '＋' or '－' or '＠' ? "'" + text : text;
        }

        return text;
    }
}
