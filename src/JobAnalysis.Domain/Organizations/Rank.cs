namespace JobAnalysis.Domain.Organizations;

/// <summary>官等 (公務人員任用法 §5): each 職等 belongs to exactly one.</summary>
public enum Rank
{
    /// <summary>委任, grades 1–5.</summary>
    Delegated,

    /// <summary>薦任, grades 6–9.</summary>
    Recommended,

    /// <summary>簡任, grades 10–14.</summary>
    Selected,
}
