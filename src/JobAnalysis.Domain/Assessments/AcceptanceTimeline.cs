namespace JobAnalysis.Domain.Assessments;

/// <summary>
/// <see cref="AcceptanceRule"/> asked once for every stretch of days on which nothing begins or ends: the accepted levels of one person and one competency
/// with the days on which each counts. The stretches never overlap, and only days that some candidate covers are in one.
/// </summary>
public static class AcceptanceTimeline
{
    /// <summary>Version of the acceptance rule, stored with each accepted level.</summary>
    public const int RuleVersion = 1;

    /// <summary>Days on which one candidate is the accepted level.</summary>
    /// <param name="From">First day.</param>
    /// <param name="To">First day after, null without end.</param>
    /// <param name="Accepted">The level that counts.</param>
    /// <param name="Clause">Why.</param>
    public readonly record struct Stretch(DateOnly From, DateOnly? To, AcceptanceRule.Candidate Accepted, AcceptanceRule.Clause Clause);

    /// <summary>The stretches in the order of time.</summary>
    public static IReadOnlyList<Stretch> Of(ReadOnlySpan<AcceptanceRule.Candidate> candidates)
    {
        SortedSet<DateOnly> days = [];
        foreach (var candidate in candidates)
        {
            days.Add(candidate.ValidFrom);
            if (candidate.ValidTo is { } end) days.Add(end);
        }

        List<Stretch> stretches = [];
        foreach (var day in days)
        {
            var decision = AcceptanceRule.Decide(candidates, day);
            var open = stretches.Count > 0 && stretches[^1].To is null ? stretches[^1] : (Stretch?)null;
            if (open is { } same && decision.Accepted == same.Accepted && decision.Clause == same.Clause) continue;
            if (open is { } over) stretches[^1] = over with { To = day };
            if (decision.Accepted is { } accepted) stretches.Add(new(day, null, accepted, decision.Clause));
        }
        return stretches;
    }
}
