using System.Runtime.InteropServices;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Organizations;

/// <summary>The units of one agency on one day, in 建制順序. Any depth; no recursion.</summary>
public sealed class UnitTree
{
    private readonly Dictionary<Guid, Row> rows = [];
    private readonly List<Row> tops = [];
    private readonly Dictionary<Guid, List<Row>> children = [];
    private readonly Dictionary<Guid, int> depths = [];
    private readonly List<Guid> order = [];

    /// <summary>Builds the tree.</summary>
    /// <param name="units">All units, in any order.</param>
    /// <exception cref="RuleViolationException">
    /// <c>organizations.unit-twice</c> (id), <c>organizations.unit-parent-unknown</c> (id, parent), <c>organizations.unit-cycle</c> (id on or below it).
    /// </exception>
    public UnitTree(IEnumerable<Row> units)
    {
        foreach (var unit in units)
        {
            if (!rows.TryAdd(unit.Id, unit)) throw new RuleViolationException("organizations.unit-twice", unit.Id);
            (unit.ParentId is { } parent ? ChildrenOf(parent) : tops).Add(unit);
        }
        foreach (var unit in rows.Values)
        {
            if (unit.ParentId is { } parent && !rows.ContainsKey(parent))
                throw new RuleViolationException("organizations.unit-parent-unknown", unit.Id, parent);
        }
        tops.Sort(ByOrder);
        foreach (var siblings in children.Values) siblings.Sort(ByOrder);
        Walk();
        // What no walk from the top reaches hangs on a cycle.
        if (order.Count < rows.Count) throw new RuleViolationException("organizations.unit-cycle", rows.Keys.Where(id => !depths.ContainsKey(id)).Min());
    }

    /// <summary>One unit.</summary>
    /// <param name="Id">The unit.</param>
    /// <param name="ParentId">The unit above, null for a first-level unit.</param>
    /// <param name="Order">建制順序 among the units of one parent; equal ones follow their ids.</param>
    public readonly record struct Row(Guid Id, Guid? ParentId, int Order);

    /// <summary>Every unit, each before the units below it, in 建制順序.</summary>
    public IReadOnlyList<Guid> InDisplayOrder => order;

    /// <summary>Is the unit in the tree?</summary>
    public bool Contains(Guid unit) => rows.ContainsKey(unit);

    /// <summary>1 for a first-level unit.</summary>
    /// <exception cref="RuleViolationException"><c>organizations.unit-unknown</c> (id).</exception>
    public int DepthOf(Guid unit) => depths[Known(unit).Id];

    /// <summary>The units above, nearest first; empty for a first-level unit.</summary>
    /// <exception cref="RuleViolationException"><c>organizations.unit-unknown</c> (id).</exception>
    public IReadOnlyList<Guid> AncestorsOf(Guid unit)
    {
        List<Guid> above = [];
        for (var parent = Known(unit).ParentId; parent is { } id; parent = rows[id].ParentId) above.Add(id);
        return above;
    }

    /// <summary>The units below at any depth, in display order, without the unit itself.</summary>
    /// <exception cref="RuleViolationException"><c>organizations.unit-unknown</c> (id).</exception>
    public IReadOnlyList<Guid> DescendantsOf(Guid unit)
    {
        var depth = DepthOf(unit);
        // In display order the units below follow directly, until one is as high as the unit again.
        return [.. order.SkipWhile(id => id != unit).Skip(1).TakeWhile(id => depths[id] > depth)];
    }

    /// <summary>Is <paramref name="unit"/> the unit <paramref name="top"/> or below it (本單位及所轄)?</summary>
    /// <exception cref="RuleViolationException"><c>organizations.unit-unknown</c> (id).</exception>
    public bool IsWithin(Guid unit, Guid top) => unit == top ? Contains(unit) : AncestorsOf(unit).Contains(top);

    /// <summary>Refuses to place a unit under itself or under a unit below it.</summary>
    /// <exception cref="RuleViolationException"><c>organizations.unit-cycle</c> (id), <c>organizations.unit-unknown</c> (id).</exception>
    public void CheckMove(Guid unit, Guid? newParent)
    {
        Known(unit);
        if (newParent is { } parent && IsWithin(Known(parent).Id, unit)) throw new RuleViolationException("organizations.unit-cycle", unit);
    }

    private static int ByOrder(Row one, Row other) => one.Order != other.Order ? one.Order.CompareTo(other.Order) : one.Id.CompareTo(other.Id);

    private List<Row> ChildrenOf(Guid parent) => CollectionsMarshal.GetValueRefOrAddDefault(children, parent, out _) ??= [];

    private Row Known(Guid unit) => rows.TryGetValue(unit, out var row) ? row : throw new RuleViolationException("organizations.unit-unknown", unit);

    private void Walk()
    {
        Stack<Row> open = new();
        Push(open, tops);
        while (open.TryPop(out var unit))
        {
            depths[unit.Id] = unit.ParentId is { } parent ? depths[parent] + 1 : 1;
            order.Add(unit.Id);
            if (children.TryGetValue(unit.Id, out var below)) Push(open, below);
        }
    }

    private static void Push(Stack<Row> open, List<Row> siblings)
    {
        for (var i = siblings.Count - 1; i >= 0; i--) open.Push(siblings[i]);
    }
}
