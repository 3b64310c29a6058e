namespace JobAnalysis.Domain.Gaps;

/// <summary>Version of the comparison, stored with each run and result; raised with every change of <see cref="GapCalculator"/> that can change a cell.</summary>
public static class GapFormula
{
    /// <summary>The version of this binary.</summary>
    public const int Version = 1;
}
