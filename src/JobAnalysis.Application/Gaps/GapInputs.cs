using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Gaps;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Gaps;

/// <summary>
/// What is known about people, and what is stored of them, besides their requirements. Levels are read from their rows and not from the accepted vector:
/// a row knows its days, so any as-of date is right. Only the flags of the vector (異議中, 待重評) have no row of their own.
/// </summary>
internal sealed class GapInputs
{
    public sealed record Level(Guid CompetencyId, int Rank, DateOnly ValidFrom, DateOnly? ValidTo);

    public sealed record Release(Guid CompetencyId, DateOnly ValidFrom, DateOnly? ValidTo);

    /// <summary>Input revision of each person.</summary>
    public required IReadOnlyDictionary<Guid, long> Revisions { get; init; }

    /// <summary>Current accepted levels by person, earliest first.</summary>
    public required ILookup<Guid, Level> Levels { get; init; }

    /// <summary>Approved exemptions by appointment.</summary>
    public required ILookup<Guid, Release> Exemptions { get; init; }

    /// <summary>Flags of items by person and framework; only where there are any.</summary>
    public required IReadOnlyDictionary<(Guid Person, Guid Framework), byte[]> Flags { get; init; }

    /// <summary>Stored results.</summary>
    public required IReadOnlyDictionary<(Guid Appointment, Guid Framework), GapResult> Stored { get; init; }

    /// <summary>Reads people (null = all of the agency) in the caller's snapshot.</summary>
    public static async Task<GapInputs> Read(JobAnalysisDb db, Guid organizationId, Guid[]? personIds, DateOnly asOf, CancellationToken cancellationToken) => new()
    {
        Revisions = await db.People.AsNoTracking().Where(p => p.OrganizationId == organizationId && (personIds == null || personIds.Contains(p.Id)))
            .Select(p => new { p.Id, p.InputRevision }).ToDictionaryAsync(p => p.Id, p => p.InputRevision, cancellationToken),
        Levels = (await db.AcceptedLevels.AsNoTracking()
            .Where(l => l.OrganizationId == organizationId && l.SupersededAt == null && (personIds == null || personIds.Contains(l.PersonId))).OrderBy(l => l.ValidFrom)
            .Select(l => new { l.PersonId, Level = new Level(l.CompetencyId, l.Level, l.ValidFrom, l.ValidTo) }).ToListAsync(cancellationToken)).ToLookup(l => l.PersonId, l => l.Level),
        Exemptions = (await db.Exemptions.AsNoTracking()
            .Where(e => e.OrganizationId == organizationId && e.SupersededAt == null && e.ApprovedBy != null && (e.ValidTo == null || e.ValidTo > asOf)
                && (personIds == null || personIds.Contains(e.PersonId))).OrderBy(e => e.ValidFrom)
            .Select(e => new { e.AppointmentId, Release = new Release(e.CompetencyId, e.ValidFrom, e.ValidTo) }).ToListAsync(cancellationToken)).ToLookup(e => e.AppointmentId, e => e.Release),
        Flags = (await db.AcceptedVectors.AsNoTracking().Where(v => v.OrganizationId == organizationId && (personIds == null || personIds.Contains(v.PersonId)))
            .Select(v => new { v.PersonId, v.FrameworkId, v.InputFlags }).ToListAsync(cancellationToken))
            .Where(v => v.InputFlags.AsSpan().ContainsAnyExcept((byte)0)).ToDictionary(v => (v.PersonId, v.FrameworkId), v => v.InputFlags),
        Stored = await db.GapResults.AsNoTracking().Where(r => r.OrganizationId == organizationId && (personIds == null || personIds.Contains(r.PersonId)))
            .ToDictionaryAsync(r => (r.AppointmentId, r.FrameworkId), cancellationToken),
    };
}
