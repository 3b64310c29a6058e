using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Frameworks;

/// <summary>職能框架: a named set of competencies; its editions are <see cref="FrameworkVersion"/>s.</summary>
[ScopeKind(ScopeKind.Shared)]
public sealed class Framework
{
    public Guid Id { get; init; }

    /// <summary>Stable technical key; never shown.</summary>
    public required string Key { get; init; }

    /// <summary>The agency that owns it; null = delivered with the system (decisions.md 4).</summary>
    public Guid? OwnerOrganizationId { get; init; }

    public required LocalizedText Name { get; init; }

    public required LocalizedText Subtitle { get; init; }
}

/// <summary>框架版本: an immutable edition. Published versions are refused by the writing statement and by a trigger.</summary>
[ScopeKind(ScopeKind.Shared)]
public sealed class FrameworkVersion : IRevised
{
    public Guid Id { get; init; }

    public Guid FrameworkId { get; init; }

    public int Number { get; init; }

    public FrameworkVersionStatus Status { get; private set; } = FrameworkVersionStatus.Draft;

    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>Name of the document the text was taken from.</summary>
    public required LocalizedText Source { get; init; }

    /// <summary>SHA-256 of that document, lower-case hexadecimal.</summary>
    public required string SourceSha256 { get; init; }

    /// <summary>True where the English text is a translation, not part of the document.</summary>
    public bool EnglishIsTranslation { get; init; }

    /// <summary>Which English the document prints and which is translated, in words for readers.</summary>
    public LocalizedText? EnglishNote { get; init; }

    /// <summary>How the text was taken over (逐字收錄…).</summary>
    public LocalizedText? SourceNote { get; init; }

    public long Revision { get; private set; } = 1;

    /// <summary>Publishes the version; afterwards nothing of it may change.</summary>
    /// <exception cref="RuleViolationException">frameworks.already-published</exception>
    public void Publish(DateTimeOffset at)
    {
        if (Status is not FrameworkVersionStatus.Draft) throw new RuleViolationException("frameworks.already-published");
        (Status, PublishedAt, Revision) = (FrameworkVersionStatus.Approved, at, Revision + 1);
    }
}

/// <summary>Stored life of a version. 生效中 and 停止適用 follow from dates of adoptions, not from an update.</summary>
public enum FrameworkVersionStatus { Draft, InReview, Approved }

/// <summary>A sentence of the document outside the competencies: the three goals, and what else it says.</summary>
[ScopeKind(ScopeKind.Shared)]
public sealed class FrameworkPassage
{
    public Guid Id { get; init; }

    public Guid FrameworkVersionId { get; init; }

    public FrameworkPassageKind Kind { get; init; }

    public int DisplayOrder { get; init; }

    public LocalizedText? Title { get; init; }

    public required LocalizedText Text { get; init; }
}

/// <summary>What a passage of the document is: one of its goals, or a statement about the framework.</summary>
public enum FrameworkPassageKind { Goal, Statement }

/// <summary>A defect of the published document, carried as it is and shown beside the text; never mended silently.</summary>
[ScopeKind(ScopeKind.Shared)]
public sealed class FrameworkWarning
{
    public Guid Id { get; init; }

    public Guid FrameworkVersionId { get; init; }

    public required string Code { get; init; }

    /// <summary>Keys of the competencies and attitudes it is about.</summary>
    public required string[] SubjectKeys { get; init; }

    public required LocalizedText Text { get; init; }

    public int DisplayOrder { get; init; }
}
