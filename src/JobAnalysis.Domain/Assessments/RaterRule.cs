using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Domain.Assessments;

/// <summary>
/// Whose head rates a person (decisions.md 12): the nearest unit of the 本職 that has a head who may rate and is not the person himself. 人事, 主計 and
/// 政風 staff stay in their own line; the head of the agency derives nothing, so that whoever stands directly below has no rater until HR names one.
/// </summary>
public static class RaterRule
{
    /// <summary>The unit whose head rates, or null: nobody, until HR names a rater.</summary>
    /// <param name="home">Unit of the 本職.</param>
    /// <param name="tree">Every unit of the day with its parent and kind.</param>
    /// <param name="raters">The heads who may rate, by unit (本職, 兼任 and 出缺代理; not 請假代理, not while on 留職停薪).</param>
    /// <param name="person">The person to rate.</param>
    public static Guid? UnitOf(Guid home, IReadOnlyDictionary<Guid, (Guid? Parent, UnitKind Kind)> tree, ILookup<Guid, Guid> raters, Guid person)
    {
        for (var (at, steps) = ((Guid?)home, 0); at is { } unit && steps <= tree.Count && tree.TryGetValue(unit, out var place); at = place.Parent, steps++)
        {
            if (place.Kind is UnitKind.Root || (place.Kind != tree[home].Kind && IsOwnLine(tree[home].Kind))) return null;
            var heads = raters[unit];
            if (heads.Any(h => h != person) && !heads.Contains(person)) return unit;
        }
        return null;
    }

    private static bool IsOwnLine(UnitKind kind) => kind is UnitKind.Personnel or UnitKind.Accounting or UnitKind.Ethics;
}
