using JobAnalysis.Domain.Gaps;

namespace JobAnalysis.Domain.Tests.Gaps;

public class BenchDepthTests
{
    private static readonly Guid One = new("00000000-0000-7000-8000-000000000001");
    private static readonly Guid Two = new("00000000-0000-7000-8000-000000000002");

    [Fact]
    public void Only_people_validly_at_or_above_count_and_each_once()
    {
        Assert.Equal(new(2), BenchDepth.Of([(One, CellState.Met), (One, CellState.Above), (Two, CellState.Above), (Two, CellState.Below)]));
        Assert.Equal(
            new(0),
            BenchDepth.Of(Enum.GetValues<CellState>().Where(state => state is not (CellState.Met or CellState.Above)).Select(state => (One, state))));
    }

    [Fact]
    public void One_person_is_a_single_point_and_nobody_is_not()
    {
        Assert.True(BenchDepth.Of([(One, CellState.Met)]).IsSinglePoint);
        Assert.False(BenchDepth.Of([]).IsSinglePoint);
        Assert.False(new BenchDepth(2).IsSinglePoint);
    }
}
