using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Positions;

/// <summary>One version of a 職能需求表 as a grid. A draft exists only for those who may edit it.</summary>
public static class ShowProfileVersion
{
    [Requires(Capability.ViewProfiles)]
    public sealed record Query(Guid ProfileId, Guid VersionId) : IQuery<Model?>;

    /// <param name="MayEdit">The reader may edit profiles; a published version stays closed all the same.</param>
    /// <param name="Replaces">Published version after which this draft would apply.</param>
    /// <param name="HighestRank">Highest level of the scale.</param>
    /// <param name="Warnings">Warnings by column; they never prevent publishing.</param>
    public sealed record Model(Guid ProfileId, LocalizedText Name, ProfileVersionLine Version, long Revision, bool MayEdit, IReadOnlyList<ProfileVersionLine> Versions, ProfileVersionLine? Replaces,
        ProfileHolding Holding, LocalizedText Framework, int FrameworkVersion, int HighestRank, DefaultLayer? Defaults, IReadOnlyList<ProfileTableRow> Rows, IReadOnlyList<Warned> Warnings)
    {
        /// <summary>Can the grid be changed?</summary>
        public bool IsEditable => MayEdit && Version.State is ProfileVersionState.Draft;
    }

    /// <summary>A warning of decisions.md 26 on one column.</summary>
    public sealed record Warned(Tier Tier, string Code, int Count, int Limit);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context) : IQueryHandler<Query, Model?>
    {
        public async Task<Model?> Handle(Query request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            var mayEdit = actor.Can(Capability.EditProfiles);
            var versions = await db.ProfileVersions.AsNoTracking().Where(v => v.CompetencyProfileId == request.ProfileId && (mayEdit || v.PublishedAt != null)).ToListAsync(cancellationToken);
            if (versions.Find(v => v.Id == request.VersionId) is not { } version) return null;
            var name = await db.CompetencyProfiles.AsNoTracking().Where(p => p.Id == request.ProfileId).Select(p => p.Name).SingleAsync(cancellationToken);
            var framework = await (
                from edition in db.FrameworkVersions.AsNoTracking()
                join parent in db.Frameworks on edition.FrameworkId equals parent.Id
                where edition.Id == version.FrameworkVersionId
                select new { parent.Name, edition.Number }).SingleAsync(cancellationToken);

            var lines = ProfileVersionLine.Of(versions, actor.Scope.Today);
            var line = lines.Single(l => l.Id == version.Id);
            var table = await ProfileTable.Read(db, version, line.DayOfDefaults(actor.Scope.Today), cancellationToken);
            var holding = await ProfileHoldingReader.Read(db, actor, [request.ProfileId], cancellationToken);
            return new(request.ProfileId, name, line, version.Revision, mayEdit, lines, line.State is ProfileVersionState.Draft ? lines.FirstOrDefault(l => l.State is not ProfileVersionState.Draft) : null,
                holding[request.ProfileId], framework.Name, framework.Number, await ProfileTable.HighestRank(db, version.FrameworkVersionId, cancellationToken), table.Defaults, table.Rows,
                [.. table.Warnings().Select(w => new Warned(w.Tier, w.Warning.Code, w.Warning.Count, w.Warning.Limit))]);
        }
    }
}
