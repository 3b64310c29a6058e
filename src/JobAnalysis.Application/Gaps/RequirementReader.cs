using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Gaps;

/// <summary>
/// What the appointments of an agency need on a day: a fixed number of queries for any number of people, in the scope of whoever asks.
/// The run, the forms of assessment and the rehearsal of a draft all ask here.
/// </summary>
internal sealed class RequirementReader(JobAnalysisDb db)
{
    /// <summary>Appointments that carry a requirement, those that cannot be resolved, and what both rest on.</summary>
    public sealed record Found(
        IReadOnlyList<AppointmentRequirement> Requirements, IReadOnlyList<AppointmentFailure> Failures, SettingValues Settings, RequirementLayers Layers);

    private sealed record Holder(Guid Id, Guid PersonId, Guid PositionId, AppointmentKind Kind, DateOnly ValidFrom, DateOnly? ValidTo, DateOnly? LeftOn)
    {
        /// <summary>A person who left holds nothing, even where the order that ends the appointment is not recorded yet.</summary>
        public DateOnly? End => LeftOn is { } left && (ValidTo is not { } to || left < to) ? left : ValidTo;
    }

    private sealed record Row<T>(Guid Key, T Value, DateOnly ValidFrom, DateOnly? ValidTo) : IDated;

    /// <summary>Requirements of people (null = all of the agency) on a day.</summary>
    /// <param name="organizationId">The agency.</param>
    /// <param name="personIds">People, or null for all in scope.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="draftVersionId">As if this draft of a profile were in force; null = as it is.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<IReadOnlyList<AppointmentRequirement>> Read(
        Guid organizationId, IReadOnlyCollection<Guid>? personIds, DateOnly asOf, Guid? draftVersionId, CancellationToken cancellationToken) =>
        (await Find(organizationId, personIds, asOf, draftVersionId, cancellationToken)).Requirements;

    /// <summary>As <see cref="Read"/>, with the appointments whose data contradict each other.</summary>
    public async Task<Found> Find(Guid organizationId, IReadOnlyCollection<Guid>? people, DateOnly asOf, Guid? draftVersionId, CancellationToken cancellationToken)
    {
        Guid[]? personIds = people is null ? null : [.. people];
        var chain = await AgencyChain.Read(db, organizationId, asOf, cancellationToken);
        var settings = await SettingValues.Read(db, chain, asOf, cancellationToken);
        var layers = await RequirementLayers.Read(db, chain, asOf, draftVersionId, cancellationToken);
        var resolved = await ResolvedRequirements.Begin(db, organizationId, layers, cancellationToken);
        var leaves = (await Leaves(organizationId, personIds, asOf, cancellationToken)).ToLookup(l => l.Key);
        var holders = (await Holders(organizationId, personIds, asOf, cancellationToken))
            .Where(h => RequirementBearing.Bears(h.Kind, h.ValidFrom, h.End, Periods(leaves[h.PersonId]), asOf, settings.ActingVacancyMonths)).ToList();
        var tiers = (await Tiers(organizationId, personIds, asOf, cancellationToken)).ToLookup(t => t.Key);
        Guid[]? positionIds = personIds is null ? null : [.. holders.Select(h => h.PositionId).Distinct()];
        var profiles = (await Profiles(organizationId, positionIds, asOf, cancellationToken)).ToLookup(f => f.Key);
        var units = (await Units(organizationId, positionIds, asOf, cancellationToken)).ToLookup(p => p.Key);

        List<AppointmentRequirement> requirements = [];
        List<AppointmentFailure> failures = [];
        foreach (var holder in holders)
        {
            var next = new EarliestChange(asOf);
            next.Add(chain.NextChangeOn);
            next.Add(settings.NextChangeOn);
            next.Add(layers.NextChangeOn);
            next.Add(RequirementBearing.NextChangeOn(holder.Kind, holder.ValidFrom, holder.End, Periods(leaves[holder.PersonId]), asOf, settings.ActingVacancyMonths));
            next.Add(tiers[holder.Id]);
            next.Add(profiles[holder.PositionId]);
            next.Add(units[holder.PositionId]);
            try
            {
                var unit = On(units[holder.PositionId], asOf) ?? throw new RuleViolationException("gaps.position-without-unit");
                var facts = On(profiles[holder.PositionId], asOf) ?? throw new RuleViolationException("gaps.position-without-facts");
                var (version, takesOver) = facts.Value is { } profile ? layers.InForce(profile, asOf) : (null, null);
                next.Add(takesOver);
                var tier = On(tiers[holder.Id], asOf)?.Value;
                foreach (var adopted in layers.Adoptions)
                    requirements.Add(new(holder.Id, holder.PersonId, holder.PositionId, unit.Value, holder.Kind, tier, resolved.Of(adopted, version, tier), next.Day));
            }
            catch (RuleViolationException exception)
            {
                failures.Add(new(holder.Id, holder.PersonId, exception.Code));
            }
        }
        return new(requirements, failures, settings, layers);
    }

    private static ReadOnlySpan<(DateOnly From, DateOnly? To)> Periods(IEnumerable<Row<bool>> leaves) => leaves.Select(l => (l.ValidFrom, l.ValidTo)).ToArray();

    private static Row<T>? On<T>(IEnumerable<Row<T>> rows, DateOnly day) => rows.FirstOrDefault(r => OpenPeriod.Contains(r.ValidFrom, r.ValidTo, day));

    private Task<List<Holder>> Holders(Guid organizationId, Guid[]? personIds, DateOnly asOf, CancellationToken cancellationToken) => (
        from a in db.Appointments.AsNoTracking()
        join p in db.People on new { a.OrganizationId, Id = a.PersonId } equals new { p.OrganizationId, p.Id }
        where a.OrganizationId == organizationId && a.SupersededAt == null && a.PositionId != null
            && a.ValidFrom <= asOf && (a.ValidTo == null || a.ValidTo > asOf) && (p.LeftOn == null || p.LeftOn > asOf)
            && a.Kind != AppointmentKind.ActingLeave && a.Kind != AppointmentKind.Secondment
            && (personIds == null || personIds.Contains(a.PersonId))
        orderby a.Id
        select new Holder(a.Id, a.PersonId, a.PositionId!.Value, a.Kind, a.ValidFrom, a.ValidTo, p.LeftOn)).ToListAsync(cancellationToken);

    private Task<List<Row<bool>>> Leaves(Guid organizationId, Guid[]? personIds, DateOnly asOf, CancellationToken cancellationToken) => db.LeavesWithoutPay.AsNoTracking()
        .Where(l => l.OrganizationId == organizationId && l.SupersededAt == null && (l.ValidTo == null || l.ValidTo > asOf) && (personIds == null || personIds.Contains(l.PersonId)))
        .Select(l => new Row<bool>(l.PersonId, true, l.ValidFrom, l.ValidTo)).ToListAsync(cancellationToken);

    private Task<List<Row<Tier>>> Tiers(Guid organizationId, Guid[]? personIds, DateOnly asOf, CancellationToken cancellationToken) => db.AppointmentTiers.AsNoTracking()
        .Where(t => t.OrganizationId == organizationId && t.SupersededAt == null && (t.ValidTo == null || t.ValidTo > asOf) && (personIds == null || personIds.Contains(t.PersonId)))
        .Select(t => new Row<Tier>(t.AppointmentId, t.Tier, t.ValidFrom, t.ValidTo)).ToListAsync(cancellationToken);

    private Task<List<Row<Guid?>>> Profiles(Guid organizationId, Guid[]? positionIds, DateOnly asOf, CancellationToken cancellationToken) => db.PositionFacts.AsNoTracking()
        .Where(f => f.OrganizationId == organizationId && f.SupersededAt == null && (f.ValidTo == null || f.ValidTo > asOf) && (positionIds == null || positionIds.Contains(f.PositionId)))
        .Select(f => new Row<Guid?>(f.PositionId, f.CompetencyProfileId, f.ValidFrom, f.ValidTo)).ToListAsync(cancellationToken);

    private Task<List<Row<Guid>>> Units(Guid organizationId, Guid[]? positionIds, DateOnly asOf, CancellationToken cancellationToken) => db.PositionPlacements.AsNoTracking()
        .Where(p => p.OrganizationId == organizationId && p.SupersededAt == null && (p.ValidTo == null || p.ValidTo > asOf) && (positionIds == null || positionIds.Contains(p.PositionId)))
        .Select(p => new Row<Guid>(p.PositionId, p.UnitId, p.ValidFrom, p.ValidTo)).ToListAsync(cancellationToken);
}
