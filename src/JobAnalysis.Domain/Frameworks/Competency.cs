using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Frameworks;

/// <summary>職能類別 of one version: 共通, 技術, 管理.</summary>
[ScopeKind(ScopeKind.Shared)]
public sealed class CompetencyCategory
{
    public Guid Id { get; init; }

    public Guid FrameworkVersionId { get; init; }

    public required string Key { get; init; }

    public int DisplayOrder { get; init; }

    public required LocalizedText Name { get; init; }
}

/// <summary>職能: the identity that all versions of a framework share.</summary>
[ScopeKind(ScopeKind.Shared)]
public sealed class Competency
{
    public Guid Id { get; init; }

    public Guid FrameworkId { get; init; }

    /// <summary>Stable key; neither the number nor the name.</summary>
    public required string Key { get; init; }

    /// <summary>Place in every vector of the framework; given once, append-only, never reused.</summary>
    public int Ordinal { get; init; }
}

/// <summary>The text of a competency in one version, verbatim.</summary>
[ScopeKind(ScopeKind.Shared)]
public sealed class CompetencyEdition
{
    public Guid Id { get; init; }

    public Guid FrameworkVersionId { get; init; }

    public Guid CompetencyId { get; init; }

    public Guid CategoryId { get; init; }

    /// <summary>Order inside the overview list, category by category.</summary>
    public int DisplayOrder { get; init; }

    /// <summary>Number as printed; it interleaves categories and orders nothing.</summary>
    public required string Number { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>English name exactly as the document prints it (capitals); <see cref="Name"/> has the same words in ordinary case.</summary>
    public required string NameAsPrinted { get; init; }

    public required LocalizedText Description { get; init; }

    public required LocalizedText Example { get; init; }

    /// <summary>Other spellings that the document itself uses.</summary>
    public string[] Aliases { get; init; } = [];

    /// <summary>Spellings people search for (高效能運算 for 高性能計算); never shown as the name.</summary>
    public string[] SearchAliases { get; init; } = [];
}

/// <summary>數位轉型態度: the identity that all versions of a framework share. Never added to competencies (decisions.md 9).</summary>
[ScopeKind(ScopeKind.Shared)]
public sealed class Attitude
{
    public Guid Id { get; init; }

    public Guid FrameworkId { get; init; }

    public required string Key { get; init; }

    public int Ordinal { get; init; }
}

/// <summary>The text of an attitude in one version, verbatim.</summary>
[ScopeKind(ScopeKind.Shared)]
public sealed class AttitudeEdition
{
    public Guid Id { get; init; }

    public Guid FrameworkVersionId { get; init; }

    public Guid AttitudeId { get; init; }

    public int DisplayOrder { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>English name exactly as the document prints it.</summary>
    public required string NameAsPrinted { get; init; }

    public required LocalizedText Description { get; init; }

    public required LocalizedText Example { get; init; }
}
