using System.Runtime.InteropServices;
using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Application.Gaps;

/// <summary>Where an appointment of a group stands on the as-of date: whether it carries a requirement, its unit, tier and profile version, and when that changes next.</summary>
internal sealed class GroupPlaces(GapGroup group, DateOnly day)
{
    private readonly int asOf = day.DayNumber;

    /// <summary>Where a holding stands on the day and what changes that.</summary>
    public readonly record struct Place(bool Bears, Guid UnitId, Guid? VersionId, Tier? Tier, DateOnly? NextChangeOn, string? Fault);

    public Place Of(in GapGroup.Holding holding, in GapGroup.Person person)
    {
        var agency = group.Agencies[person.Agency];
        var end = Math.Min(holding.To, person.LeftOn);
        DateOnly? until = end == GapGroup.Never ? null : DateOnly.FromDayNumber(end);
        var from = DateOnly.FromDayNumber(holding.From);
        ReadOnlySpan<(DateOnly, DateOnly?)> leaves = group.Leaves.Count > 0 && group.Leaves.TryGetValue(holding.Person, out var found) ? CollectionsMarshal.AsSpan(found) : default;
        var months = agency.Settings!.ActingVacancyMonths;
        var next = new EarliestChange(day);
        next.Add(agency.NextChangeOn);
        next.Add(RequirementBearing.NextChangeOn(holding.Kind, from, until, leaves, day, months));
        // One who left holds nothing, whatever the order says that is not recorded yet.
        if (person.LeftOn <= asOf || !RequirementBearing.Bears(holding.Kind, from, until, leaves, day, months)) return new(false, default, null, null, person.LeftOn <= asOf ? null : next.Day, null);

        var position = group.Positions[holding.Position];
        var tier = On(holding.Tiers, ref next);
        var facts = On(position.Facts, ref next);
        var unit = On(position.Places, ref next);
        if (unit < 0) return new(true, default, null, null, next.Day, "gaps.position-without-unit");
        if (facts < 0) return new(true, default, null, null, next.Day, "gaps.position-without-facts");
        Guid? version = null;
        if (group.Dates[facts].Value is var profile && profile != Guid.Empty)
        {
            (version, var takesOver) = agency.Layers!.InForce(profile, day);
            next.Add(takesOver);
        }
        return new(true, group.Dates[unit].Value, version, tier < 0 ? null : group.Dates[tier].Tier, next.Day, null);
    }

    private int On(int first, ref EarliestChange next)
    {
        var on = -1;
        for (var at = first; at >= 0; at = group.Dates[at].Next)
        {
            var row = group.Dates[at];
            if (row.Holds(asOf)) on = at;
            if (row.From > asOf) next.Add(DateOnly.FromDayNumber(row.From));
            if (row.To > asOf && row.To != GapGroup.Never) next.Add(DateOnly.FromDayNumber(row.To));
        }
        return on;
    }
}
