using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Positions;

/// <summary>職能需求表: required level, importance and reason per competency and tier, shared by any number of positions.</summary>
[ScopeKind(ScopeKind.Organization)]
public sealed class CompetencyProfile : IOwnedByOrganization, IRevised
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public required LocalizedText Name { get; init; }

    public Guid? JobFamilyId { get; init; }

    public long Revision { get; private set; } = 1;
}

/// <summary>Stored life of a profile version; 生效中 and 停止適用 follow from the effective dates.</summary>
public enum ProfileVersionStatus { Draft, Published }

/// <summary>A version of a profile: a draft until published with an effective date and 發文字號, immutable afterwards.</summary>
[ScopeKind(ScopeKind.Organization)]
public sealed class ProfileVersion : IOwnedByOrganization, IRevised
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public Guid CompetencyProfileId { get; init; }

    public int Number { get; init; }

    public Guid FrameworkVersionId { get; init; }

    public ProfileVersionStatus Status { get; private set; } = ProfileVersionStatus.Draft;

    /// <summary>First day on which it applies; a run before that day does not see it.</summary>
    public DateOnly? EffectiveFrom { get; private set; }

    /// <summary>發文日期 and 發文字號 of the decision.</summary>
    public DateOnly? DocumentDate { get; private set; }

    public string? DocumentNumber { get; private set; }

    public Guid PreparedBy { get; init; }

    public Guid? PublishedBy { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>Second person of decisions.md 18; filled by the review that a later issue brings.</summary>
    public Guid? ReviewedBy { get; init; }

    public DateTimeOffset? ReviewedAt { get; init; }

    public long Revision { get; private set; } = 1;

    /// <summary>Raises the revision for a change of a child; refuses changes of what is published, and stale forms.</summary>
    /// <exception cref="RuleViolationException">positions.profile-already-published</exception>
    /// <exception cref="StaleRevisionException">The form showed another revision.</exception>
    public void Edit(long shownRevision)
    {
        if (Status is not ProfileVersionStatus.Draft) throw new RuleViolationException("positions.profile-already-published");
        if (shownRevision != Revision) throw new StaleRevisionException(shownRevision, Revision);
        Revision++;
    }

    /// <summary>Publishes the draft from a day on.</summary>
    /// <exception cref="RuleViolationException">positions.profile-already-published, positions.effective-date-not-after-previous</exception>
    public void Publish(long shownRevision, DateOnly effectiveFrom, DateOnly documentDate, string documentNumber, DateOnly? previousEffectiveFrom, Guid by, DateTimeOffset at)
    {
        Edit(shownRevision);
        if (previousEffectiveFrom is { } previous && effectiveFrom <= previous)
            throw new RuleViolationException("positions.effective-date-not-after-previous", effectiveFrom, previous);
        (Status, EffectiveFrom, DocumentDate, DocumentNumber) = (ProfileVersionStatus.Published, effectiveFrom, documentDate, documentNumber);
        (PublishedBy, PublishedAt) = (by, at);
    }
}

/// <summary>Importance of a competency in a profile version: 1–5, orders lists and nothing else (decisions.md 8).</summary>
[ScopeKind(ScopeKind.Organization)]
public sealed class ProfileItem : IOwnedByOrganization
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public Guid ProfileVersionId { get; init; }

    public Guid CompetencyId { get; init; }

    public int Importance { get; set; }
}

/// <summary>One cell of a profile version: level, 關鍵 and reason of a competency in a tier. No row, or no level = inherited default.</summary>
[ScopeKind(ScopeKind.Organization)]
public sealed class ProfileCell : IOwnedByOrganization
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public Guid ProfileVersionId { get; init; }

    public Guid CompetencyId { get; init; }

    public Tier Tier { get; init; }

    /// <summary>Own required rank; 0 = 無要求; null = the inherited default applies.</summary>
    public int? Level { get; set; }

    public bool IsCritical { get; set; }

    public string? Reason { get; set; }
}
