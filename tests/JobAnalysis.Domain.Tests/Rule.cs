using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Tests;

internal static class Rule
{
    /// <summary>The act breaks the rule with this code; returns the exception for its arguments.</summary>
    internal static RuleViolationException Broken(string code, Action act)
    {
        var broken = Assert.Throws<RuleViolationException>(act);
        Assert.Equal(code, broken.Code);
        return broken;
    }
}
