namespace JobAnalysis.Domain.Gaps;

/// <summary>
/// Order of gaps in lists: 關鍵 first, then more levels below, higher importance, more people; equal ones by ordinal. Lexicographic, never an average
/// (decisions 8): no number of small shortfalls moves past a 關鍵 one.
/// </summary>
public sealed class GapOrder : IComparer<GapOrder.Key>
{
    /// <summary>The one instance.</summary>
    public static readonly GapOrder Instance = new();

    private GapOrder()
    {
    }

    /// <summary>What a gap is ordered by.</summary>
    /// <param name="IsCritical">關鍵.</param>
    /// <param name="LevelsBelow">Levels below; for a group those of the deepest shortfall, never a mean.</param>
    /// <param name="Importance">重要性 1–5.</param>
    /// <param name="Headcount">People below; 1 for a person's own list.</param>
    /// <param name="Ordinal">Ordinal of the competency, so that the order is total.</param>
    public readonly record struct Key(bool IsCritical, int LevelsBelow, int Importance, int Headcount, int Ordinal);

    /// <summary>Negative when <paramref name="x"/> stands before <paramref name="y"/>.</summary>
    public int Compare(Key x, Key y)
    {
        var order = y.IsCritical.CompareTo(x.IsCritical);
        if (order == 0) order = y.LevelsBelow.CompareTo(x.LevelsBelow);
        if (order == 0) order = y.Importance.CompareTo(x.Importance);
        if (order == 0) order = y.Headcount.CompareTo(x.Headcount);
        return order == 0 ? x.Ordinal.CompareTo(y.Ordinal) : order;
    }
}
