using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Gaps;

/// <summary>When and from what the numbers of a page were computed; stands in every basis line and export.</summary>
public sealed record GapBasis(long PublicationId, DateOnly AsOf, DateTimeOffset PublishedAt, GapRunCause Cause, Guid FrameworkId, Guid FrameworkVersionId, LocalizedText Framework, int FrameworkVersion)
{
    /// <summary>Results older than this are shown with a warning: a night is missing.</summary>
    public static readonly TimeSpan OldAfter = TimeSpan.FromHours(26);

    /// <summary>A night is missing.</summary>
    public static bool IsOld(DateTimeOffset publishedAt, DateTimeOffset now) => now - publishedAt > OldAfter;
}

internal static class GapBasisReader
{
    /// <summary>The last publication of an agency; null before the first run.</summary>
    public static Task<GapBasis?> Read(JobAnalysisDb db, Guid organizationId, CancellationToken cancellationToken) =>
        (from publication in db.GapPublications.AsNoTracking()
         join version in db.FrameworkVersions on publication.FrameworkVersionId equals version.Id
         join framework in db.Frameworks on version.FrameworkId equals framework.Id
         where publication.OrganizationId == organizationId
         orderby publication.Id descending
         select new GapBasis(publication.Id, publication.AsOf, publication.PublishedAt, publication.Cause, framework.Id, version.Id, framework.Name, version.Number)).FirstOrDefaultAsync(cancellationToken);
}
