using CsCheck;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Positions;
using static JobAnalysis.Domain.Positions.ProfileResolution;

namespace JobAnalysis.Domain.Tests.Positions;

public class ProfileResolutionTests
{
    private static readonly Guid Owner = new("00000000-0000-7000-8000-000000000001");
    private static readonly Guid Authority = new("00000000-0000-7000-8000-000000000002");
    private static readonly Guid Agency = new("00000000-0000-7000-8000-000000000003");

    [Fact]
    public void The_nearest_default_wins_and_the_profile_wins_over_all()
    {
        DefaultCell[] defaults =
        [
            new(0, 2, Agency, new(3), true, 5),
            new(0, 0, Owner, new(1), false, 1),
            new(1, 0, Owner, new(2), true, 4),
            new(1, 1, Authority, new(4), false, null),
            new(2, 0, Owner, new(2), true, 2),
        ];
        var column = Resolve(defaults, [new(2, new(5), false, null)]);

        Assert.Equal([3, 4, 5], column.Levels.ToArray());
        Assert.Equal([5, 4, 2], column.Importance.ToArray());
        Assert.Equal([true, false, false], Enumerable.Range(0, 3).Select(column.IsCritical));
        Assert.Equal([RequirementLayer.TierDefault, RequirementLayer.TierDefault, RequirementLayer.Profile], Enumerable.Range(0, 3).Select(column.LayerOf));
        Assert.Equal([Agency, Authority, null], Enumerable.Range(0, 3).Select(column.SourceOf));
    }

    [Fact]
    public void Not_required_in_the_profile_is_a_decision_and_no_cell_is_none()
    {
        var column = Resolve([new(0, 0, Owner, new(3), true, null)], [new(0, RequiredLevel.NotRequired, true, null), new(2, null, false, 4)]);
        Assert.Equal(RequiredLevel.NotRequired, column.LevelOf(0));
        Assert.False(column.IsCritical(0));
        Assert.Equal(RequirementLayer.Profile, column.LayerOf(0));
        Assert.Null(column.LevelOf(1));
        Assert.Null(column.LevelOf(2));
        Assert.Equal(RequirementLayer.Unset, column.LayerOf(2));
        Assert.Equal([DefaultImportance, DefaultImportance, 4], column.Importance.ToArray());
        Assert.Null(column.LevelOf(99));
        Assert.Equal(RequirementLayer.Unset, column.LayerOf(99));
    }

    [Fact]
    public void A_profile_may_change_the_importance_alone_and_still_inherits_the_cell()
    {
        var column = Resolve([new(0, 0, Owner, new(3), true, 2)], [new(0, null, false, 5)]);
        Assert.Equal(new RequiredLevel(3), column.LevelOf(0));
        Assert.True(column.IsCritical(0));
        Assert.Equal(5, column.Importance.Span[0]);
        Assert.Equal(RequirementLayer.TierDefault, column.LayerOf(0));
    }

    [Fact]
    public void Two_cells_of_one_author_and_a_wrong_importance_are_refused()
    {
        Rule.Broken("positions.cell-twice", () => Resolve([new(4, 1, Owner, new(1), false, null), new(4, 1, Authority, new(2), false, null)], []));
        Rule.Broken("positions.cell-twice", () => Resolve([], [new(4, new(1), false, null), new(4, null, false, 3)]));
        Rule.Broken("positions.importance-outside-range", () => Resolve([], [new(0, new(1), false, 6)]));
        Rule.Broken("positions.importance-outside-range", () => Resolve([new(0, 0, Owner, null, false, 0)], []));
    }

    [Fact]
    public void The_order_of_cells_never_matters()
    {
        var level = Gen.Int[0, 5].Nullable(0.3).Select(rank => rank is { } value ? new RequiredLevel(value) : (RequiredLevel?)null);
        var importance = Gen.Int[1, 5].Nullable(0.4).Select(value => (byte?)value);
        var inheritedCell = Gen.Select(
            Gen.Int[0, 20], Gen.Int[0, 2], level, Gen.Bool, importance, (o, n, l, c, i) => new DefaultCell(o, n, new Guid(n, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), l, c, i));
        var defaults = inheritedCell.Array[0, 20]
            .Select(cells => cells.DistinctBy(cell => (cell.Ordinal, cell.Nearness)).ToArray());
        var profile = Gen.Select(Gen.Int[0, 20], level, Gen.Bool, importance, (o, l, c, i) => new ProfileResolution.ProfileCell(o, l, c, i)).Array[0, 10]
            .Select(cells => cells.DistinctBy(cell => cell.Ordinal).ToArray());
        Gen.Select(defaults, profile, Gen.Int[0, 1000]).Sample((inherited, own, seed) =>
        {
            var column = Resolve(inherited, own);
            var (a, b) = (inherited.ToArray(), own.ToArray());
            new Random(seed).Shuffle(a);
            new Random(seed).Shuffle(b);
            var again = Resolve(a, b);
            for (var i = 0; i < Math.Max(column.Length, again.Length); i++)
            {
                Assert.Equal((column.LevelOf(i), column.IsCritical(i)), (again.LevelOf(i), again.IsCritical(i)));
                Assert.Equal((column.LayerOf(i), column.SourceOf(i)), (again.LayerOf(i), again.SourceOf(i)));

                var mine = own.FirstOrDefault(cell => cell.Ordinal == i && cell.Level is not null);
                var near = inherited.Where(cell => cell.Ordinal == i && cell.Level is not null).OrderByDescending(cell => cell.Nearness).FirstOrDefault();
                Assert.Equal(mine.Level ?? near.Level, column.LevelOf(i));
                if (column.IsCritical(i)) Assert.True(column.LevelOf(i) is { IsRequired: true });
            }
            Assert.Equal(column.Importance.ToArray(), again.Importance.ToArray());
        }, iter: 2_000);
    }
}
