using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Frameworks;

/// <summary>熟練度量尺 or the frequency scale of attitudes: ordered ranks with a label each.</summary>
[ScopeKind(ScopeKind.Shared)]
public sealed class ProficiencyScale
{
    public Guid Id { get; init; }

    public required string Key { get; init; }

    public ScaleKind Kind { get; init; }

    public int Version { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>機關自訂: our scales are proposals, never official text.</summary>
    public Provenance Provenance { get; init; }

    public ContentStatus Status { get; init; }

    /// <summary>How to read the scale (ordered, never averaged).</summary>
    public LocalizedText? Note { get; init; }

    /// <summary>Frequency scale: the period asked about (過去六個月).</summary>
    public LocalizedText? ReferencePeriod { get; init; }

    /// <summary>Frequency scale: what 無機會 means; it is no rank and takes no part in the value.</summary>
    public LocalizedText? NoOpportunity { get; init; }

    /// <summary>Sentence that always stands beside the iCAP reading table (decisions.md 10).</summary>
    public LocalizedText? IcapSentence { get; init; }

    /// <summary>Whose text the iCAP levels are.</summary>
    public LocalizedText? IcapSource { get; init; }
}

/// <summary>What a scale measures: proficiency in a competency, or how often a behavior of an attitude occurs.</summary>
public enum ScaleKind { Proficiency, Frequency }

/// <summary>Where a text comes from; whatever is not <see cref="Official"/> is marked 機關自訂 wherever it is shown.</summary>
public enum Provenance { Official, Agency }

/// <summary>建議稿（未經專家審查） until an agency reviews it (decisions.md 11).</summary>
public enum ContentStatus { Suggested, Reviewed }

/// <summary>One rank of a scale. Rank 0 of a proficiency scale is 未達第1級, which is a rating (decisions.md 6).</summary>
[ScopeKind(ScopeKind.Shared)]
public sealed class ScaleLevel
{
    public Guid ScaleId { get; init; }

    public int Rank { get; init; }

    public required LocalizedText Label { get; init; }

    public required LocalizedText Definition { get; init; }

    public LocalizedText? Difficulty { get; init; }

    public LocalizedText? Guidance { get; init; }

    public LocalizedText? Influence { get; init; }
}

/// <summary>iCAP reading table (decisions.md 10): for reading only; no computation takes it.</summary>
[ScopeKind(ScopeKind.Shared)]
public sealed class IcapReading
{
    public Guid ScaleId { get; init; }

    public int Rank { get; init; }

    public int IcapFrom { get; init; }

    public int IcapTo { get; init; }

    /// <summary>Quoted iCAP wording on supervision, level by level.</summary>
    public required LocalizedText Wording { get; init; }

    public required LocalizedText Note { get; init; }
}

/// <summary>行為指標: one observable behaviour for one competency at one rank. 機關自訂.</summary>
[ScopeKind(ScopeKind.Inherited)]
public sealed class BehavioralIndicator : IInherited
{
    public Guid Id { get; init; }

    public Guid? OwnerOrganizationId { get; init; }

    public Guid CompetencyId { get; init; }

    public Guid ScaleId { get; init; }

    public int Rank { get; init; }

    public required LocalizedText Text { get; init; }

    public ContentStatus Status { get; init; }

    public DateTimeOffset PublishedAt { get; init; }
}

/// <summary>Observable behaviour of an attitude, answered on the frequency scale. 機關自訂.</summary>
[ScopeKind(ScopeKind.Inherited)]
public sealed class AttitudeBehavior : IInherited
{
    public Guid Id { get; init; }

    public Guid? OwnerOrganizationId { get; init; }

    public Guid AttitudeId { get; init; }

    public Guid ScaleId { get; init; }

    /// <summary>1, 2 or 3.</summary>
    public int Number { get; init; }

    public required LocalizedText Text { get; init; }

    public ContentStatus Status { get; init; }

    /// <summary>Why the behaviour was written although the official text gives no ground (實驗性), else null.</summary>
    public LocalizedText? Note { get; init; }
}
