using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Assessments;

/// <summary>職能盤點: assessment of a population in a period for a stated purpose; one per agency and year.</summary>
[ScopeKind(ScopeKind.Organization)]
public sealed class AssessmentRound : IOwnedByOrganization, IDated
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    /// <summary>西元 year; 115年度 is 2026.</summary>
    public int Year { get; init; }

    public required LocalizedText Name { get; init; }

    public Guid FrameworkVersionId { get; init; }

    public DateOnly ValidFrom { get; init; }

    /// <summary>First day after the round.</summary>
    public DateOnly? ValidTo { get; init; }

    public required string DocumentNumber { get; init; }

    /// <summary>Version of the 個資法 §8 notice that people of the round must get before an entry.</summary>
    public int NoticeVersion { get; init; } = 1;

    /// <summary>Supervisor observation of attitudes, off by default (decisions.md 9).</summary>
    public bool SupervisorsObserveAttitudes { get; init; }

    /// <summary>保存期限 of named ratings in years (decisions.md 16).</summary>
    public int RetentionYears { get; init; } = 5;
}

/// <summary>Proof that a person got the notice of a round (個人資料保護法 §8, §9); a rating without it is stored but not used.</summary>
[ScopeKind(ScopeKind.Person)]
public sealed class NoticeDelivery : IAboutPerson
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    public Guid RoundId { get; init; }

    public int NoticeVersion { get; init; }

    public NoticeMethod Method { get; init; }

    public DateTimeOffset DeliveredAt { get; init; }
}

/// <summary>How the notice reached the person (decisions.md 15).</summary>
public enum NoticeMethod { ShownOnPage, Paper }

/// <summary>評估 of one person in a round by one source: a draft until submitted, read-only afterwards.</summary>
[ScopeKind(ScopeKind.Person)]
public sealed class Assessment : IAboutPerson, IRevised
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    public Guid RoundId { get; init; }

    public AssessmentSource Source { get; init; }

    /// <summary>Who rates; the person himself for a self assessment; null for a test or certificate.</summary>
    public Guid? RaterPersonId { get; init; }

    public Guid FrameworkVersionId { get; init; }

    /// <summary>Unit of the 本職 when the assessment was begun; serves lists only.</summary>
    public Guid? UnitId { get; init; }

    public DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>Day of rating (Asia/Taipei) from which validity counts.</summary>
    public DateOnly? RatedOn { get; private set; }

    public long Revision { get; private set; } = 1;

    /// <summary>As it is stored, for a reader without a change tracker.</summary>
    public static Assessment AsStored(
        Guid organizationId, Guid id, Guid personId, Guid roundId, AssessmentSource source, Guid? raterPersonId, Guid frameworkVersionId, Guid? unitId, DateTimeOffset begunAt, DateTimeOffset? submittedAt,
        DateOnly? ratedOn, long revision) => new()
        {
            OrganizationId = organizationId,
            Id = id,
            PersonId = personId,
            RoundId = roundId,
            Source = source,
            RaterPersonId = raterPersonId,
            FrameworkVersionId = frameworkVersionId,
            UnitId = unitId,
            BegunAt = begunAt,
            SubmittedAt = submittedAt,
            RatedOn = ratedOn,
            Revision = revision,
        };

    /// <summary>Raises the revision for a change of an answer.</summary>
    /// <exception cref="RuleViolationException">assessments.already-submitted</exception>
    /// <exception cref="StaleRevisionException">The form showed another revision.</exception>
    public void Edit(long shownRevision)
    {
        if (SubmittedAt is not null) throw new RuleViolationException("assessments.already-submitted");
        if (shownRevision != Revision) throw new StaleRevisionException(shownRevision, Revision);
        Revision++;
    }

    /// <summary>Hands the assessment in; its answers are read-only from now on.</summary>
    public void Submit(long shownRevision, DateOnly ratedOn, DateTimeOffset at)
    {
        Edit(shownRevision);
        (SubmittedAt, RatedOn) = (at, ratedOn);
    }

    /// <summary>Gives it back for correction; until it is handed in again it counts as a draft.</summary>
    /// <exception cref="RuleViolationException">assessments.not-submitted</exception>
    /// <exception cref="StaleRevisionException">The form showed another revision.</exception>
    public void Return(long shownRevision)
    {
        if (SubmittedAt is null) throw new RuleViolationException("assessments.not-submitted");
        if (shownRevision != Revision) throw new StaleRevisionException(shownRevision, Revision);
        (SubmittedAt, RatedOn, Revision) = (null, null, Revision + 1);
    }
}

/// <summary>Answer for one competency. 未評 has no row or <see cref="AnswerKind.NotAnswered"/>; level 0 is 未達第1級, a rating.</summary>
[ScopeKind(ScopeKind.Person)]
public sealed class AssessmentAnswer : IAboutPerson
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    public Guid AssessmentId { get; init; }

    public Guid CompetencyId { get; init; }

    public AnswerKind Kind { get; set; }

    /// <summary>Rated rank where <see cref="Kind"/> is Rated, otherwise null.</summary>
    public int? Level { get; set; }

    /// <summary>Example, or the reason of a 不適用 claim or of a level below a test.</summary>
    public string? Comment { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>Answer for one behaviour of an attitude; null frequency with <see cref="NoOpportunity"/> = 無機會.</summary>
[ScopeKind(ScopeKind.Person)]
public sealed class AttitudeAnswer : IAboutPerson
{
    public Guid OrganizationId { get; init; }

    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    public Guid AssessmentId { get; init; }

    public Guid BehaviorId { get; init; }

    public int? Frequency { get; set; }

    public bool NoOpportunity { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}
