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

    /// <summary>
    /// Agencies with their sum. Each agency's own counts stand on a page of their own too, so hiding another row would hide nothing: where the few of one agency
    /// could be had by subtracting, the sum itself is hidden. What the reader may open by name is not hidden from him, and hides nothing.
    /// </summary>
    public static ListAgencyTreeTotals.Model ApplyToAgencies(ListAgencyTreeTotals.Model model)
    {
        var rows = model.Rows.Select(r => r.Cells.ToArray()).ToArray();
        var whole = model.Whole.ToArray();
        for (var column = 0; column < model.Columns.Count; column++)
        {
            Count[] hidden = [.. model.Rows.Where(r => !r.OpensNames && r.AsOf is not null).Select(r => r.Cells[column]).OfType<Count>().Where(c => c.Required > 0 && IsSmall(c))];
            foreach (var (index, row) in model.Rows.Index().Where(r => !r.Item.OpensNames && r.Item.AsOf is not null))
            {
                if (row.Cells[column] is { Required: > 0 } cell && IsSmall(cell)) rows[index][column] = null;
            }
            if (hidden.Length > 0 && !IsCrowd(hidden)) whole[column] = null;
        }
        return model with { Rows = [.. model.Rows.Index().Select(r => r.Item with { Cells = rows[r.Index] })], Whole = whole };
    }

    private static void Hide(Count?[][] rows, Count?[] whole, int column)
    {
        var shown = rows.Where(r => r[column] is { Required: > 0 }).ToArray();
        var hidden = shown.Where(r => IsSmall(r[column]!)).ToList();
        if (whole.Length > 0 && whole[column] is { Required: > 0 } all && IsSmall(all)) whole[column] = null;

        // The difference between the total and what is shown must itself be about at least five people and two units.
        foreach (var row in shown.Except(hidden).OrderBy(r => r[column]!.Required).ToArray())
        {
            if (hidden.Count == 0 || IsCrowd([.. hidden.Select(r => r[column]!)])) break;
            hidden.Add(row);
        }

        foreach (var row in hidden) row[column] = null;
    }

    /// <summary>Two rows at least, and people enough in them, so that their sum tells of nobody.</summary>
    private static bool IsCrowd(Count[] hidden) =>
        hidden.Length > 1 && hidden.Sum(c => c.Required) >= SmallestGroup && hidden.Sum(c => c.Assessed) is 0 or >= SmallestGroup;

    /// <summary>Few people required, or few of them assessed: "1 below of 2 assessed" is about two people, however many are required.</summary>
    private static bool IsSmall(Count count) => count.Required < SmallestGroup || count.Assessed is > 0 and < SmallestGroup;
}
