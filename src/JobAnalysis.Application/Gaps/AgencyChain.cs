using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Gaps;

/// <summary>An agency and its superiors on a day, nearest first; whose adoptions, settings and layers apply is decided by nearness.</summary>
/// <param name="Agencies">The agency itself, then its 上級機關 upwards.</param>
/// <param name="NextChangeOn">Earliest later day on which the tree above the agency changes.</param>
internal sealed record AgencyChain(IReadOnlyList<Guid> Agencies, DateOnly? NextChangeOn)
{
    /// <summary>0 for the agency, 1 for the nearest superior; null for an agency that is not above it.</summary>
    public int? NearnessOf(Guid? agency)
    {
        for (var i = 0; i < Agencies.Count; i++)
        {
            if (Agencies[i] == agency) return i;
        }
        return null;
    }

    /// <summary>A current row of the agency tree.</summary>
    internal readonly record struct Placement(Guid OrganizationId, Guid? ParentId, DateOnly ValidFrom, DateOnly? ValidTo);

    public static async Task<AgencyChain> Read(JobAnalysisDb db, Guid organizationId, DateOnly asOf, CancellationToken cancellationToken)
    {
        var rows = await db.OrganizationPlacements.AsNoTracking().Where(p => p.SupersededAt == null)
            .Select(p => new Placement(p.PlacedOrganizationId, p.ParentId, p.ValidFrom, p.ValidTo)).ToListAsync(cancellationToken);
        return Of(rows.ToLookup(p => p.OrganizationId), organizationId, asOf);
    }

    public static AgencyChain Of(ILookup<Guid, Placement> placements, Guid organizationId, DateOnly asOf)
    {
        List<Guid> chain = [];
        var next = new EarliestChange(asOf);
        for (Guid? at = organizationId; at is { } id && !chain.Contains(id);)
        {
            chain.Add(id);
            at = null;
            foreach (var row in placements[id])
            {
                next.Add(row.ValidFrom);
                next.Add(row.ValidTo);
                if (OpenPeriod.Contains(row.ValidFrom, row.ValidTo, asOf)) at = row.ParentId;
            }
        }
        return new(chain, next.Day);
    }
}
