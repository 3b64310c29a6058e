using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Messaging;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Positions;

/// <summary>Gives up a draft. Nothing refers to it: results rest on published versions only.</summary>
public static class DiscardProfileDraft
{
    [Requires(Capability.EditProfiles)]
    public sealed record Command(Guid ProfileId, Guid VersionId, long Revision) : ICommand<Discarded?>;

    public sealed record Discarded(Guid ProfileId);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context, AuditTrail trail, TimeProvider clock) : ICommandHandler<Command, Discarded?>
    {
        public async Task<Discarded?> Handle(Command request, CancellationToken cancellationToken)
        {
            await ProfileSql.LockVersion(db, context.Scope, request.VersionId, cancellationToken);
            if (await db.ProfileVersions.SingleOrDefaultAsync(v => v.Id == request.VersionId && v.CompetencyProfileId == request.ProfileId, cancellationToken) is not { } version) return null;
            version.Edit(request.Revision);
            db.ProfileCells.RemoveRange(await db.ProfileCells.Where(c => c.ProfileVersionId == version.Id).ToListAsync(cancellationToken));
            db.ProfileItems.RemoveRange(await db.ProfileItems.Where(i => i.ProfileVersionId == version.Id).ToListAsync(cancellationToken));
            db.ProfileVersions.Remove(version);
            await ProfileTasks.Complete(db, version, clock.GetUtcNow(), cancellationToken);
            trail.Changed(version.Id, new { version.Number });
            return new(version.CompetencyProfileId);
        }
    }
}
