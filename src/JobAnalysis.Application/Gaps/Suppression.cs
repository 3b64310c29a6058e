using static JobAnalysis.Application.Gaps.ListOrganizationTotals;

namespace JobAnalysis.Application.Gaps;

/// <summary>
/// For readers who may not open names: a count about fewer than five people is hidden, and in each column so many further cells
/// that no hidden one can be had by subtracting the rest from the total (decisions.md 17).
/// </summary>
internal static class Suppression
{
    public const int SmallestGroup = 5;

    /// <param name="model">One level of detail.</param>
    /// <param name="above">The row of the level above whose parts are shown: the parts of a hidden cell would tell it.</param>
    public static Model Apply(Model model, IReadOnlyList<Count?>? above = null)
    {
        var rows = model.Rows.Select(r => r.Cells.ToArray()).ToArray();
        var whole = model.Whole?.Cells.ToArray() ?? [];
        for (var column = 0; column < model.Columns.Count; column++)
        {
            if (above is null || above[column] is not null) Hide(rows, whole, column);
            else foreach (var cells in rows.Append(whole).Where(cells => cells.Length > 0 && cells[column] is { Required: > 0 })) cells[column] = null;
        }
        return model with
        {
            Rows = [.. model.Rows.Index().Select(r => r.Item with { Cells = rows[r.Index] })],
            Whole = model.Whole is null ? null : model.Whole with { Cells = whole },
        };
    }

    private static void Hide(Count?[][] rows, Count?[] whole, int column)
    {
        var shown = rows.Where(r => r[column] is { Required: > 0 }).ToArray();
        var hidden = shown.Where(r => IsSmall(r[column]!)).ToList();
        if (whole.Length > 0 && whole[column] is { Required: > 0 } all && IsSmall(all)) whole[column] = null;

        // The difference between the total and what is shown must itself be about at least five people and two units.
        foreach (var row in shown.Except(hidden).OrderBy(r => r[column]!.Required).ToArray())
        {
            if (hidden.Count == 0 || (hidden.Count > 1 && hidden.Sum(r => r[column]!.Required) >= SmallestGroup && hidden.Sum(r => r[column]!.Assessed) is 0 or >= SmallestGroup)) break;
            hidden.Add(row);
        }

        foreach (var row in hidden) row[column] = null;
    }

    /// <summary>Few people required, or few of them assessed: "1 below of 2 assessed" is about two people, however many are required.</summary>
    private static bool IsSmall(Count count) => count.Required < SmallestGroup || count.Assessed is > 0 and < SmallestGroup;
}
