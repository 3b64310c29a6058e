using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Frameworks;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Frameworks;

internal static class FrameworkVersions
{
    /// <summary>The version as far as the actor may read it: a draft exists for framework owners only.</summary>
    public static Task<FrameworkVersion?> Readable(JobAnalysisDb db, Actor actor, Guid versionId, CancellationToken cancellationToken)
    {
        var drafts = actor.Can(Capability.ViewFrameworkDrafts);
        return db.FrameworkVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == versionId && (drafts || v.Status == FrameworkVersionStatus.Approved), cancellationToken);
    }
}
