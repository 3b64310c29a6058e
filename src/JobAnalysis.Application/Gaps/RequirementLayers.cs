using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Positions;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Gaps;

/// <summary>
/// What an agency's requirements rest on, on a day, besides the people: adopted versions, tier defaults, profile versions in force. Pages read the rows
/// through EF, a run by COPY; what they mean is decided here for both.
/// </summary>
internal sealed class RequirementLayers
{
    /// <summary>A framework version adopted on the day. Ordinals are those of the competencies that have a text in it.</summary>
    public sealed record Adopted(Guid FrameworkId, Guid FrameworkVersionId, Guid? SetId, IReadOnlyDictionary<Guid, int> Ordinals, int Length);

    public readonly record struct Version(Guid Id, DateOnly EffectiveFrom);

    public readonly record struct Cell(Guid CompetencyId, Tier Tier, int? Level, bool IsCritical);

    /// <summary>採用 by an agency.</summary>
    public sealed record Adoption(Guid OwnerOrganizationId, Guid FrameworkId, Guid FrameworkVersionId, bool IncludesSubordinates, DateOnly ValidFrom, DateOnly? ValidTo) : IDated;

    /// <summary>採用 of tier defaults.</summary>
    public sealed record SetAdoption(Guid FrameworkId, Guid SetId, DateOnly ValidFrom, DateOnly? ValidTo) : IDated;

    public required IReadOnlyList<Adopted> Adoptions { get; init; }

    public required ILookup<Guid, (Guid CompetencyId, Tier Tier, int Level)> Defaults { get; init; }

    /// <summary>Published versions of a profile, in any order.</summary>
    public required Func<Guid, IEnumerable<Version>> VersionsOf { get; init; }

    /// <summary>Cells of a version.</summary>
    public required Func<Guid, IEnumerable<Cell>> CellsOf { get; init; }

    public required Func<Guid, IEnumerable<(Guid CompetencyId, int Importance)>> ImportanceOf { get; init; }

    /// <summary>Earliest later day on which an adoption starts or ends.</summary>
    public DateOnly? NextChangeOn { get; init; }

    /// <summary>The version of a profile in force on the day, and the day on which the next one takes over.</summary>
    public (Guid? VersionId, DateOnly? NextChangeOn) InForce(Guid profileId, DateOnly asOf)
    {
        Version? best = null;
        var next = new EarliestChange(asOf);
        foreach (var version in VersionsOf(profileId))
        {
            next.Add(version.EffectiveFrom);
            if (version.EffectiveFrom <= asOf && (best is not { } known || version.EffectiveFrom > known.EffectiveFrom)) best = version;
        }
        return (best?.Id, next.Day);
    }

    /// <summary>Resolves one tier column of a profile version (or of the defaults alone) on an adopted framework.</summary>
    /// <exception cref="RuleViolationException">The cells contradict each other.</exception>
    public ProfileResolution Resolve(Adopted adopted, Guid? versionId, Tier tier)
    {
        List<ProfileResolution.DefaultCell> defaults = [];
        foreach (var cell in adopted.SetId is { } set ? Defaults[set] : [])
        {
            if (cell.Tier == tier && adopted.Ordinals.TryGetValue(cell.CompetencyId, out var ordinal))
                defaults.Add(new(ordinal, 0, adopted.SetId!.Value, new RequiredLevel(cell.Level), false, null));
        }

        List<ProfileResolution.ProfileCell> own = [];
        if (versionId is { } version)
        {
            Dictionary<Guid, byte> importance = [];
            foreach (var (competency, value) in ImportanceOf(version)) importance.Add(competency, (byte)value);
            foreach (var cell in CellsOf(version))
            {
                if (cell.Tier != tier || !adopted.Ordinals.TryGetValue(cell.CompetencyId, out var ordinal)) continue;
                own.Add(new(ordinal, cell.Level is { } level ? new RequiredLevel(level) : null, cell.IsCritical, importance.Remove(cell.CompetencyId, out var value) ? value : null));
            }
            foreach (var (competency, value) in importance)
            {
                if (adopted.Ordinals.TryGetValue(competency, out var ordinal)) own.Add(new(ordinal, null, false, value));
            }
        }
        return ProfileResolution.Resolve(defaults, own);
    }

    /// <summary>Which adoptions count on the day: of each framework the nearest agency's.</summary>
    /// <param name="chain">The agency and its superiors.</param>
    /// <param name="all">Current adoptions of any agency.</param>
    /// <param name="sets">Current adoptions of tier defaults of the agency.</param>
    /// <param name="asOf">The day.</param>
    public static (IReadOnlyList<Adoption> InForce, IReadOnlyDictionary<Guid, Guid> SetOf, DateOnly? NextChangeOn) Choose(
        AgencyChain chain, IEnumerable<Adoption> all, IReadOnlyCollection<SetAdoption> sets, DateOnly asOf)
    {
        var adoptions = all.Where(a => HasNotEnded(a) && chain.NearnessOf(a.OwnerOrganizationId) is { } near && (near == 0 || a.IncludesSubordinates)).ToList();
        var next = new EarliestChange(asOf);
        next.Add(adoptions);
        next.Add(sets);
        return (
            [.. adoptions.Where(a => a.ValidFrom <= asOf).GroupBy(a => a.FrameworkId).Select(g => g.MinBy(a => chain.NearnessOf(a.OwnerOrganizationId))!).OrderBy(a => a.FrameworkId)],
            sets.Where(s => s.ValidFrom <= asOf && HasNotEnded(s)).ToDictionary(s => s.FrameworkId, s => s.SetId),
            next.Day);

        bool HasNotEnded(IDated row) => row.ValidTo is not { } end || asOf < end;
    }

    /// <param name="db">The database in the reader's scope.</param>
    /// <param name="chain">The agency and its superiors.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="draftVersionId">A draft that counts as in force, for a rehearsal.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<RequirementLayers> Read(JobAnalysisDb db, AgencyChain chain, DateOnly asOf, Guid? draftVersionId, CancellationToken cancellationToken)
    {
        var organizationId = chain.Agencies[0];
        var owners = chain.Agencies.ToArray();
        var adoptions = await db.FrameworkAdoptions.AsNoTracking()
            .Where(a => a.SupersededAt == null && a.OwnerOrganizationId != null && owners.Contains(a.OwnerOrganizationId.Value) && (a.ValidTo == null || a.ValidTo > asOf))
            .Select(a => new Adoption(a.OwnerOrganizationId!.Value, a.FrameworkId, a.FrameworkVersionId, a.IncludesSubordinates, a.ValidFrom, a.ValidTo)).ToListAsync(cancellationToken);
        var sets = await db.TierDefaultAdoptions.AsNoTracking()
            .Where(a => a.OrganizationId == organizationId && a.SupersededAt == null && (a.ValidTo == null || a.ValidTo > asOf))
            .Select(a => new SetAdoption(a.FrameworkId, a.SetId, a.ValidFrom, a.ValidTo)).ToListAsync(cancellationToken);
        var (inForce, setOf, nextChangeOn) = Choose(chain, adoptions, sets, asOf);

        var versionIds = inForce.Select(a => a.FrameworkVersionId).ToArray();
        var items = (await db.CompetencyEditions.AsNoTracking().Where(e => versionIds.Contains(e.FrameworkVersionId))
            .Join(db.Competencies, e => e.CompetencyId, c => c.Id, (e, c) => new { e.FrameworkVersionId, c.Id, c.Ordinal }).ToListAsync(cancellationToken)).ToLookup(i => i.FrameworkVersionId);
        var setIds = setOf.Values.ToArray();
        var defaults = await db.TierDefaults.AsNoTracking().Where(d => setIds.Contains(d.SetId))
            .Select(d => new { d.SetId, d.CompetencyId, d.Tier, d.Level }).ToListAsync(cancellationToken);
        var versions = await ReadVersions(db, organizationId, asOf, draftVersionId, cancellationToken);
        var cells = (await Needed(db, organizationId, asOf, draftVersionId).Join(db.ProfileCells, v => v, c => c.ProfileVersionId, (v, c) => c).AsNoTracking()
            .Where(c => c.OrganizationId == organizationId)
            .Select(c => new { c.ProfileVersionId, c.CompetencyId, c.Tier, c.Level, c.IsCritical }).ToListAsync(cancellationToken))
            .ToLookup(c => c.ProfileVersionId, c => new Cell(c.CompetencyId, c.Tier, c.Level, c.IsCritical));
        var importance = (await Needed(db, organizationId, asOf, draftVersionId).Join(db.ProfileItems, v => v, i => i.ProfileVersionId, (v, i) => i).AsNoTracking()
            .Where(i => i.OrganizationId == organizationId)
            .Select(i => new { i.ProfileVersionId, i.CompetencyId, i.Importance }).ToListAsync(cancellationToken))
            .ToLookup(i => i.ProfileVersionId, i => (i.CompetencyId, i.Importance));

        return new()
        {
            Adoptions = [.. inForce.Select(a => AdoptedOf(a, setOf, items[a.FrameworkVersionId].Select(i => (i.Id, i.Ordinal))))],
            Defaults = defaults.ToLookup(d => d.SetId, d => (d.CompetencyId, d.Tier, d.Level)),
            NextChangeOn = nextChangeOn,
            VersionsOf = profile => versions[profile],
            CellsOf = version => cells[version],
            ImportanceOf = version => importance[version],
        };
    }

    public static Adopted AdoptedOf(Adoption adoption, IReadOnlyDictionary<Guid, Guid> setOf, IEnumerable<(Guid CompetencyId, int Ordinal)> items)
    {
        var ordinals = items.ToDictionary(i => i.CompetencyId, i => i.Ordinal);
        return new(adoption.FrameworkId, adoption.FrameworkVersionId, setOf.TryGetValue(adoption.FrameworkId, out var set) ? set : null, ordinals, ordinals.Values.Select(o => o + 1).DefaultIfEmpty().Max());
    }

    private static async Task<ILookup<Guid, Version>> ReadVersions(JobAnalysisDb db, Guid organizationId, DateOnly asOf, Guid? draftVersionId, CancellationToken cancellationToken)
    {
        var published = await db.ProfileVersions.AsNoTracking()
            .Where(v => v.OrganizationId == organizationId && (v.Status == ProfileVersionStatus.Published || v.Id == draftVersionId))
            .Select(v => new { v.Id, v.CompetencyProfileId, v.EffectiveFrom }).ToListAsync(cancellationToken);
        var draft = published.Find(v => v.Id == draftVersionId);
        return published
            .Where(v => draft is null || v.CompetencyProfileId != draft.CompetencyProfileId || v.Id == draft.Id || v.EffectiveFrom != asOf)
            .ToLookup(v => v.CompetencyProfileId, v => new Version(v.Id, v.Id == draftVersionId ? asOf : v.EffectiveFrom!.Value));
    }

    /// <summary>Ids of the versions in force on the day (and the draft): only their cells are read, not those of a decade.</summary>
    private static IQueryable<Guid> Needed(JobAnalysisDb db, Guid organizationId, DateOnly asOf, Guid? draftVersionId) => db.ProfileVersions
        .Where(v => v.OrganizationId == organizationId && (v.Id == draftVersionId
            || (v.Status == ProfileVersionStatus.Published && v.EffectiveFrom <= asOf
                && !db.ProfileVersions.Any(later => later.OrganizationId == organizationId && later.CompetencyProfileId == v.CompetencyProfileId
                    && later.Status == ProfileVersionStatus.Published && later.EffectiveFrom <= asOf && later.EffectiveFrom > v.EffectiveFrom))))
        .Select(v => v.Id);
}
