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

    private const int FewDays = 16;

    /// <summary>The stretches in the order of time.</summary>
    public static IReadOnlyList<Stretch> Of(ReadOnlySpan<AcceptanceRule.Candidate> candidates)
    {
        List<Stretch> stretches = [];
        Fill(candidates, stretches);
        return stretches;
    }

    /// <summary>The same into a list that is used again: for millions of cells one after the other.</summary>
    public static void Fill(ReadOnlySpan<AcceptanceRule.Candidate> candidates, List<Stretch> stretches)
    {
        stretches.Clear();
        Span<int> days = candidates.Length * 2 <= FewDays ? stackalloc int[FewDays] : new int[candidates.Length * 2];
        var count = 0;
        foreach (var candidate in candidates)
        {
            days[count++] = candidate.ValidFrom.DayNumber;
            if (candidate.ValidTo is { } end) days[count++] = end.DayNumber;
        }
        days[..count].Sort();

        for (var i = 0; i < count; i++)
        {
            if (i > 0 && days[i] == days[i - 1]) continue;
            var day = DateOnly.FromDayNumber(days[i]);
            var decision = AcceptanceRule.Decide(candidates, day);
            var open = stretches.Count > 0 && stretches[^1].To is null ? stretches[^1] : (Stretch?)null;
            if (open is { } same && decision.Accepted == same.Accepted && decision.Clause == same.Clause) continue;
            if (open is { } over) stretches[^1] = over with { To = day };
            if (decision.Accepted is { } accepted) stretches.Add(new(day, null, accepted, decision.Clause));
        }
    }
}
