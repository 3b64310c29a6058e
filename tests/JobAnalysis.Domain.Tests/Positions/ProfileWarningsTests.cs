using JobAnalysis.Domain.Positions;

namespace JobAnalysis.Domain.Tests.Positions;

public class ProfileWarningsTests
{
    [Theory]
    [InlineData(10, 6, "")]
    [InlineData(11, 6, "positions.many-required")]
    [InlineData(10, 7, "positions.many-critical")]
    [InlineData(14, 14, "positions.many-critical,positions.many-required")]
    public void More_than_six_critical_or_ten_required_is_worth_a_thought(int required, int critical, string codes)
    {
        // Three items more are decided as 無要求 and must not be counted.
        var cells = Enumerable.Range(0, required + 3).Select(i =>
            new ProfileResolution.ProfileCell(i, new(i < required ? 2 : 0), i < critical || i >= required, null));
        var warnings = ProfileWarnings.Of(ProfileResolution.Resolve([], [.. cells]));
        Assert.Equal(codes, string.Join(',', warnings.Select(warning => warning.Code)));
        Assert.All(warnings, warning => Assert.Equal(warning.Code == "positions.many-required" ? required : critical, warning.Count));
    }
}
