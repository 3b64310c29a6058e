using System.Globalization;

namespace JobAnalysis.Web.Pages.Assessments;

/// <summary>Which line of a form a field belongs to: 3 for <c>Input.Rows[3].Comment</c>.</summary>
internal static class RowIndex
{
    private const string Start = "Input.Rows[";

    public static int? Of(string field) =>
        field.StartsWith(Start, StringComparison.Ordinal) && int.TryParse(field.AsSpan(Start.Length, Math.Max(0, field.IndexOf(']', StringComparison.Ordinal) - Start.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : null;
}
