using CsCheck;
using JobAnalysis.Domain.Gaps;

namespace JobAnalysis.Domain.Tests.Gaps;

public class GapOrderTests
{
    [Fact]
    public void Critical_comes_first_then_levels_importance_and_people()
    {
        GapOrder.Key[] expected =
        [
            new(true, 1, 1, 1, 9),
            new(false, 4, 1, 1, 8),
            new(false, 2, 5, 1, 7),
            new(false, 2, 3, 30, 6),
            new(false, 2, 3, 2, 1),
            new(false, 2, 3, 2, 5),
            new(false, 1, 5, 500, 0),
        ];
        Gen.Int[0, 10_000].Sample(seed =>
        {
            var keys = expected.ToArray();
            new Random(seed).Shuffle(keys);
            Assert.Equal(expected, keys.Order(GapOrder.Instance));
        });
    }
}
