using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Organizations;

/// <summary>Which appointments are compared with a requirement on a day (decisions 2, 12).</summary>
public static class RequirementBearing
{
    /// <summary>Months after which a 出缺代理 carries the requirement, when no setting says otherwise.</summary>
    public const int DefaultActingMonths = 3;

    /// <summary>The part of an appointment in which it carries a requirement (half-open), or null when it never does. Leave is not considered.</summary>
    /// <param name="kind">Kind of the appointment.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">First day after, null without end.</param>
    /// <param name="actingMonths">Months of 出缺代理 without requirement, 0 or more.</param>
    /// <exception cref="RuleViolationException"><c>organizations.acting-months-negative</c> (months).</exception>
    public static (DateOnly From, DateOnly? To)? Period(AppointmentKind kind, DateOnly from, DateOnly? to, int actingMonths = DefaultActingMonths)
    {
        if (actingMonths < 0) throw new RuleViolationException("organizations.acting-months-negative", actingMonths);
        DateOnly? begins = kind switch
        {
            AppointmentKind.Regular or AppointmentKind.Concurrent => from,
            AppointmentKind.ActingVacancy => Months.After(from, actingMonths),
            _ => null,
        };
        return begins is { } first && (to is not { } end || first < end) ? (first, to) : null;
    }

    /// <summary>Does the appointment carry a requirement on the day? Not while the person is on 留職停薪.</summary>
    /// <param name="kind">Kind of the appointment.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">First day after, null without end.</param>
    /// <param name="leaves">Periods of 留職停薪 of the person, half-open, in any order.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="actingMonths">Months of 出缺代理 without requirement.</param>
    /// <exception cref="RuleViolationException"><c>organizations.acting-months-negative</c> (months).</exception>
    public static bool Bears(
        AppointmentKind kind,
        DateOnly from,
        DateOnly? to,
        ReadOnlySpan<(DateOnly From, DateOnly? To)> leaves,
        DateOnly asOf,
        int actingMonths = DefaultActingMonths)
    {
        if (Period(kind, from, to, actingMonths) is not var (first, end) || !OpenPeriod.Contains(first, end, asOf)) return false;
        foreach (var leave in leaves)
        {
            if (OpenPeriod.Contains(leave.From, leave.To, asOf)) return false;
        }
        return true;
    }

    /// <summary>The earliest day after <paramref name="asOf"/> on which <see cref="Bears"/> can change by itself, or null.</summary>
    /// <inheritdoc cref="Bears"/>
    public static DateOnly? NextChangeOn(
        AppointmentKind kind,
        DateOnly from,
        DateOnly? to,
        ReadOnlySpan<(DateOnly From, DateOnly? To)> leaves,
        DateOnly asOf,
        int actingMonths = DefaultActingMonths)
    {
        if (Period(kind, from, to, actingMonths) is not var (first, end)) return null;
        var next = Earlier(Earlier(null, first, asOf), end, asOf);
        foreach (var leave in leaves) next = Earlier(Earlier(next, leave.From, asOf), leave.To, asOf);
        return next;
    }

    private static DateOnly? Earlier(DateOnly? known, DateOnly? candidate, DateOnly asOf) =>
        candidate is { } day && day > asOf && (known is not { } best || day < best) ? day : known;
}
