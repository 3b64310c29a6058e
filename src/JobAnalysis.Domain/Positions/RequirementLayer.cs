namespace JobAnalysis.Domain.Positions;

/// <summary>Which layer a requirement comes from; shown beside the level (○ inherited, ● set here).</summary>
public enum RequirementLayer : byte
{
    /// <summary>需求未訂: no layer says anything.</summary>
    Unset = 0,

    /// <summary>○ the tier default of the framework's owner, the 主管機關 or the agency.</summary>
    TierDefault = 1,

    /// <summary>● the 職能需求表 itself.</summary>
    Profile = 2,
}
