namespace JobAnalysis.Domain.Gaps;

/// <summary>涵蓋率: validly assessed requirements of all requirements, without 無要求 and 免適用 (decisions 7).</summary>
/// <param name="Assessed">Validly assessed cells.</param>
/// <param name="Required">Cells with a requirement.</param>
public readonly record struct Coverage(int Assessed, int Required)
{
    /// <summary>Whole percent, rounded down so that 100 is shown only when nothing is missing; null when nothing is required.</summary>
    public int? Percent => Required == 0 ? null : (int)(100L * Assessed / Required);

    /// <summary>Coverage of one appointment or a group.</summary>
    public static Coverage Of(GapCounts counts) => new(counts.Assessed, counts.Required);
}
