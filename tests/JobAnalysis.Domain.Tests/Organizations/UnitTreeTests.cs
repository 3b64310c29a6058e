using CsCheck;
using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Domain.Tests.Organizations;

public class UnitTreeTests
{
    [Fact]
    public void Units_stand_in_establishment_order_each_before_those_below()
    {
        var tree = new UnitTree([new(Id(5), Id(1), 2), new(Id(4), Id(1), 1), new(Id(2), null, 1), new(Id(1), null, 2), new(Id(6), Id(4), 1)]);
        Assert.Equal([Id(2), Id(1), Id(4), Id(6), Id(5)], tree.InDisplayOrder);
        Assert.Equal([Id(4), Id(6), Id(5)], tree.DescendantsOf(Id(1)));
        Assert.Equal([Id(6)], tree.DescendantsOf(Id(4)));
        Assert.Empty(tree.DescendantsOf(Id(2)));
        Assert.Equal([Id(4), Id(1)], tree.AncestorsOf(Id(6)));
        Assert.Equal((1, 3), (tree.DepthOf(Id(1)), tree.DepthOf(Id(6))));
        Assert.True(tree.IsWithin(Id(6), Id(1)));
        Assert.True(tree.IsWithin(Id(1), Id(1)));
        Assert.False(tree.IsWithin(Id(1), Id(6)));
        Assert.False(tree.IsWithin(Id(6), Id(2)));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(20_000)]
    public void A_deep_tree_works(int depth)
    {
        var tree = new UnitTree(Enumerable.Range(1, depth).Reverse().Select(n => new UnitTree.Row(Id(n), n == 1 ? null : Id(n - 1), 0)));
        Assert.Equal(depth, tree.DepthOf(Id(depth)));
        Assert.Equal(depth - 1, tree.AncestorsOf(Id(depth)).Count);
        Assert.Equal(depth - 1, tree.DescendantsOf(Id(1)).Count);
    }

    [Fact]
    public void A_cycle_is_refused_wherever_it_hangs()
    {
        Rule.Broken("organizations.unit-cycle", () => _ = new UnitTree([new(Id(1), Id(1), 0)]));
        UnitTree.Row[] beside = [new(Id(1), null, 0), new(Id(2), Id(3), 0), new(Id(3), Id(2), 0), new(Id(4), Id(3), 0)];
        Rule.Broken("organizations.unit-cycle", () => _ = new UnitTree(beside));
    }

    [Fact]
    public void Unknown_parents_and_doubled_units_are_refused()
    {
        Rule.Broken("organizations.unit-parent-unknown", () => _ = new UnitTree([new(Id(1), Id(9), 0)]));
        Rule.Broken("organizations.unit-twice", () => _ = new UnitTree([new(Id(1), null, 0), new(Id(1), null, 1)]));
        Rule.Broken("organizations.unit-unknown", () => new UnitTree([]).DescendantsOf(Id(1)));
    }

    [Fact]
    public void A_move_is_refused_exactly_when_it_would_make_a_cycle()
    {
        // Each unit hangs under an earlier one or on top, so the rows are a tree before the move.
        var parents = Gen.Int[0, 1000].Array[1, 12];
        Gen.Select(parents, Gen.Int[0, 1000], Gen.Int[0, 1000]).Sample((picks, moved, under) =>
        {
            var rows = picks.Select((pick, i) => new UnitTree.Row(Id(i + 1), pick % (i + 1) == 0 ? null : Id(pick % (i + 1)), pick % 3)).ToList();
            var tree = new UnitTree(rows);
            var (unit, target) = (moved % rows.Count, under % (rows.Count + 1));
            Guid? parent = target == 0 ? null : Id(target);

            var refused = Refuses(() => tree.CheckMove(Id(unit + 1), parent));
            rows[unit] = rows[unit] with { ParentId = parent };
            Assert.Equal(refused, Refuses(() => _ = new UnitTree(rows)));
        }, iter: 5_000);
    }

    [Fact]
    public void Descendants_are_the_units_that_name_it_among_their_ancestors_and_order_never_matters() =>
        Gen.Select(Gen.Int[0, 1000].Array[1, 12], Gen.Int[0, 1000]).Sample((picks, seed) =>
        {
            var rows = picks.Select((pick, i) => new UnitTree.Row(Id(i + 1), pick % (i + 1) == 0 ? null : Id(pick % (i + 1)), pick % 3)).ToArray();
            var tree = new UnitTree(rows);
            new Random(seed).Shuffle(rows);
            Assert.Equal(tree.InDisplayOrder, new UnitTree(rows).InDisplayOrder);
            foreach (var row in rows)
                Assert.Equal(tree.InDisplayOrder.Where(unit => tree.AncestorsOf(unit).Contains(row.Id)), tree.DescendantsOf(row.Id));
        }, iter: 2_000);

    private static bool Refuses(Action act)
    {
        try
        {
            act();
            return false;
        }
        catch (Domain.Shared.RuleViolationException broken) when (broken.Code == "organizations.unit-cycle")
        {
            return true;
        }
    }

    private static Guid Id(int n) => new(n, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
