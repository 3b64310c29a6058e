using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Tests.Shared;

public class RuleViolationExceptionTests
{
    [Fact]
    public void It_carries_code_and_arguments_and_both_stand_in_the_log_message()
    {
        var broken = new RuleViolationException("gaps.thing", 3, "x");
        Assert.Equal("gaps.thing", broken.Code);
        Assert.Equal([3, "x"], broken.Args);
        Assert.Equal("gaps.thing (3, x)", broken.Message);
    }

    [Fact]
    public void Without_arguments_the_message_is_the_code() => Assert.Equal("gaps.thing", new RuleViolationException("gaps.thing").Message);
}
