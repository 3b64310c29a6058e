namespace JobAnalysis.Domain.Assessments;

/// <summary>
/// Which of the levels that somebody gave becomes the accepted level (decisions 8, 12, 15): precedence of sources, never a mean. The latest valid
/// supervisor rating decides; valid tests and certificates are a floor below it, unless the supervisor goes below them with a reason. The reason speaks
/// only of results that existed on the day of the rating: a later test is a floor again. Self-assessment alone is never accepted.
/// The order of the candidates never matters, and raising the level of any candidate never lowers the accepted level.
/// </summary>
public static class AcceptanceRule
{
    /// <summary>One given level of one person for one competency.</summary>
    /// <param name="Id">Id of the rating; of two on one day the later UUIDv7 wins.</param>
    /// <param name="Source">Who gave it.</param>
    /// <param name="Level">The level given.</param>
    /// <param name="RatedOn">Day it was given: the order in time.</param>
    /// <param name="ValidFrom">First day it counts.</param>
    /// <param name="ValidTo">First day it no longer counts, null for a certificate without end.</param>
    /// <param name="HasReason">A supervisor's written reason for going below a test or certificate.</param>
    /// <param name="NoticeDelivered">The notice of 個資法 §8/§9 reached the person; without it the rating is stored and not used.</param>
    /// <param name="Disputed">An objection is open: not used.</param>
    /// <param name="UsedDespiteObjection">The agency recorded why its duty needs it, so it is used while disputed.</param>
    public readonly record struct Candidate(
        Guid Id,
        AssessmentSource Source,
        RatedLevel Level,
        DateOnly RatedOn,
        DateOnly ValidFrom,
        DateOnly? ValidTo,
        bool HasReason,
        bool NoticeDelivered,
        bool Disputed,
        bool UsedDespiteObjection = false)
    {
        internal bool IsUsable => NoticeDelivered && (!Disputed || UsedDespiteObjection) && Source is not AssessmentSource.Self;

        internal bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is not { } end || day < end);

        internal bool IsOver(DateOnly day) => ValidTo is { } end && end <= day && ValidFrom < end;

        internal bool IsLaterThan(Candidate other) => RatedOn != other.RatedOn ? RatedOn > other.RatedOn : Id.CompareTo(other.Id) > 0;
    }

    /// <summary>Why a level was accepted, or why none was.</summary>
    public enum Clause
    {
        /// <summary>The supervisor's level, at or above every test or certificate, or where there is none.</summary>
        SupervisorDecides,

        /// <summary>The supervisor's level below a test or certificate, with a reason.</summary>
        SupervisorBelowFloorWithReason,

        /// <summary>A test or certificate above the supervisor's level, which has no reason that covers it.</summary>
        FloorHolds,

        /// <summary>A test or certificate; no supervisor rated.</summary>
        FloorAlone,

        /// <summary>None: nobody gave a level.</summary>
        NoRating,

        /// <summary>None: only the person himself gave a level.</summary>
        SelfAlone,

        /// <summary>None: the person had not received the notice.</summary>
        WithoutNotice,

        /// <summary>None: an objection is open and no earlier level is valid.</summary>
        Disputed,

        /// <summary>None: the last accepted level expired; it is in the decision.</summary>
        Expired,

        /// <summary>None yet: the levels begin to count later.</summary>
        NotYetValid,
    }

    /// <summary>The outcome.</summary>
    /// <param name="Clause">What decided.</param>
    /// <param name="Accepted">The accepted candidate, or null.</param>
    /// <param name="LastAccepted">With <see cref="Clause.Expired"/>: the candidate accepted on the last valid day.</param>
    /// <param name="HasOpenObjection">An objection is open against a level that would count on the day (flag 異議中).</param>
    public readonly record struct Decision(Clause Clause, Candidate? Accepted, Candidate? LastAccepted, bool HasOpenObjection);

    /// <summary>Decides for one person and one competency on a day. Total: no input is refused, a period that ends before it begins never counts.</summary>
    public static Decision Decide(ReadOnlySpan<Candidate> candidates, DateOnly asOf)
    {
        var objection = HasDisputed(candidates, asOf);
        if (Accept(candidates, asOf) is var (accepted, clause)) return new(clause, accepted, null, objection);
        if (objection) return new(Clause.Disputed, null, null, true);
        if (LastDay(candidates, asOf) is { } lastDay) return new(Clause.Expired, null, Accept(candidates, lastDay)!.Value.Accepted, false);
        return new(WhyNone(candidates, asOf), null, null, false);
    }

    /// <summary>The earliest day after <paramref name="asOf"/> on which the decision can change by itself, or null: a candidate begins or ends.</summary>
    public static DateOnly? NextChangeOn(ReadOnlySpan<Candidate> candidates, DateOnly asOf)
    {
        DateOnly? next = null;
        foreach (var candidate in candidates)
        {
            if (candidate.ValidFrom > asOf && (next is null || candidate.ValidFrom < next)) next = candidate.ValidFrom;
            if (candidate.ValidTo is { } end && end > asOf && (next is null || end < next)) next = end;
        }
        return next;
    }

    private static (Candidate Accepted, Clause Clause)? Accept(ReadOnlySpan<Candidate> candidates, DateOnly asOf)
    {
        Candidate? supervisor = null;
        foreach (var candidate in candidates)
        {
            if (candidate.Source is AssessmentSource.Supervisor && candidate.IsUsable && candidate.IsValidOn(asOf)
                && (supervisor is not { } best || candidate.IsLaterThan(best)))
                supervisor = candidate;
        }

        Candidate? floor = null;
        var wentBelow = false;
        foreach (var candidate in candidates)
        {
            if (candidate.Source is not (AssessmentSource.Test or AssessmentSource.Evidence) || !candidate.IsUsable || !candidate.IsValidOn(asOf)) continue;
            if (supervisor is { HasReason: true } rating && candidate.RatedOn <= rating.RatedOn)
                wentBelow |= candidate.Level.Rank > rating.Level.Rank;
            else if (floor is not { } best || candidate.Level.Rank > best.Level.Rank || (candidate.Level == best.Level && candidate.IsLaterThan(best)))
                floor = candidate;
        }

        return (supervisor, floor) switch
        {
            (null, null) => null,
            (null, { } test) => (test, Clause.FloorAlone),
            ({ } rating, { } test) when test.Level.Rank > rating.Level.Rank => (test, Clause.FloorHolds),
            ({ } rating, _) => (rating, wentBelow ? Clause.SupervisorBelowFloorWithReason : Clause.SupervisorDecides),
        };
    }

    private static bool HasDisputed(ReadOnlySpan<Candidate> candidates, DateOnly asOf)
    {
        foreach (var candidate in candidates)
        {
            if (candidate is { Disputed: true, NoticeDelivered: true, Source: not AssessmentSource.Self } && candidate.IsValidOn(asOf)) return true;
        }
        return false;
    }

    /// <summary>The last day on which some usable candidate was valid; nothing is valid on the as-of date when this is asked.</summary>
    private static DateOnly? LastDay(ReadOnlySpan<Candidate> candidates, DateOnly asOf)
    {
        DateOnly? end = null;
        foreach (var candidate in candidates)
        {
            if (candidate.IsUsable && candidate.IsOver(asOf) && (end is null || candidate.ValidTo > end)) end = candidate.ValidTo;
        }
        return end?.AddDays(-1);
    }

    private static Clause WhyNone(ReadOnlySpan<Candidate> candidates, DateOnly asOf)
    {
        var (disputed, unnoticed, later, self) = (false, false, false, false);
        foreach (var candidate in candidates)
        {
            if (candidate.Source is AssessmentSource.Self) self = true;
            else if (!candidate.NoticeDelivered) unnoticed = true;
            else if (candidate.IsUsable) later |= candidate.ValidFrom > asOf;
            else disputed = true;
        }
        return disputed ? Clause.Disputed : unnoticed ? Clause.WithoutNotice : later ? Clause.NotYetValid : self ? Clause.SelfAlone : Clause.NoRating;
    }
}
