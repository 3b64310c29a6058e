namespace JobAnalysis.Domain.Organizations;

/// <summary>職務層級: the band of positions that a column of a 職能需求表 stands for.</summary>
public enum Tier
{
    /// <summary>基層.</summary>
    Junior,

    /// <summary>中層.</summary>
    Middle,

    /// <summary>高層.</summary>
    Senior,
}
