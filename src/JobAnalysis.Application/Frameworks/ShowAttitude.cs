using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Frameworks;

/// <summary>One attitude: official text, and the three behaviours it is observed by (機關自訂).</summary>
public static class ShowAttitude
{
    [Requires(Capability.ViewFrameworks)]
    public sealed record Query(Guid VersionId, Guid AttitudeId) : IQuery<Model?>;

    public sealed record Model(FrameworkVersion Version, LocalizedText Framework, AttitudeEdition Edition, IReadOnlyList<DocumentWarning> Warnings, IReadOnlyList<AttitudeBehavior> Behaviors, IReadOnlyList<ScaleLevel> Frequencies, ProficiencyScale? Scale);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context) : IQueryHandler<Query, Model?>
    {
        public async Task<Model?> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await FrameworkVersions.Readable(db, context.RequireActor(), request.VersionId, cancellationToken) is not { } version) return null;
            var found = await (
                from edition in db.AttitudeEditions.AsNoTracking()
                join attitude in db.Attitudes on edition.AttitudeId equals attitude.Id
                join framework in db.Frameworks on attitude.FrameworkId equals framework.Id
                where edition.FrameworkVersionId == version.Id && edition.AttitudeId == request.AttitudeId
                select new { edition, attitude.Key, framework.Name }).SingleOrDefaultAsync(cancellationToken);
            if (found is null) return null;

            var warnings = await WarningReader.Read(db, version, found.Key, cancellationToken);
            var behaviors = await db.AttitudeBehaviors.AsNoTracking().Where(b => b.AttitudeId == request.AttitudeId).OrderBy(b => b.Number).ThenBy(b => b.Id).ToListAsync(cancellationToken);
            var scale = await db.ProficiencyScales.AsNoTracking().Where(s => s.Kind == ScaleKind.Frequency).OrderByDescending(s => s.Version).ThenBy(s => s.Id).FirstOrDefaultAsync(cancellationToken);
            var levels = scale is null ? [] : await db.ScaleLevels.AsNoTracking().Where(l => l.ScaleId == scale.Id).OrderBy(l => l.Rank).ToListAsync(cancellationToken);
            return new(version, found.Name, found.edition, warnings, behaviors, levels, scale);
        }
    }
}
