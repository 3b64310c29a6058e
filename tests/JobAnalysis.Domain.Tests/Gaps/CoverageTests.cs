using JobAnalysis.Domain.Gaps;

namespace JobAnalysis.Domain.Tests.Gaps;

public class CoverageTests
{
    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(0, 3, 0)]
    [InlineData(2, 3, 66)]
    [InlineData(999, 1000, 99)]
    [InlineData(3, 3, 100)]
    [InlineData(399_999_999, 400_000_000, 99)]
    public void It_is_100_only_when_nothing_is_missing_and_none_without_requirement(int assessed, int required, int? percent) =>
        Assert.Equal(percent, new Coverage(assessed, required).Percent);

    [Fact]
    public void Not_required_and_exempt_cells_are_in_neither_number()
    {
        var counts = Calculated.From(
            [new(0, 3), new(3, 3, ExemptUntil: Calculated.Today + 1), new(3, 0), new(3), new(3, 3, ValidTo: Calculated.Today), new()]).Counts;
        Assert.Equal(new(1, 3), Coverage.Of(counts));
    }
}
