using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Positions;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Positions;

/// <summary>Begins the next version of a profile as a copy of the latest published one; a profile has one draft at a time.</summary>
public static class StartProfileDraft
{
    [Requires(Capability.EditProfiles)]
    public sealed record Command(Guid ProfileId) : ICommand<Started?>;

    public sealed record Started(Guid VersionId);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context, AuditTrail trail, TimeProvider clock) : ICommandHandler<Command, Started?>
    {
        public async Task<Started?> Handle(Command request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            await ProfileSql.LockProfile(db, actor.Scope, request.ProfileId, cancellationToken);
            if (!await db.CompetencyProfiles.AnyAsync(p => p.Id == request.ProfileId, cancellationToken)) return null;
            var versions = await db.ProfileVersions.AsNoTracking().Where(v => v.CompetencyProfileId == request.ProfileId).ToListAsync(cancellationToken);
            if (versions.Exists(v => v.Status is ProfileVersionStatus.Draft)) throw new RuleViolationException("positions.draft-exists");

            var source = versions.MaxBy(v => v.EffectiveFrom);
            var draft = new ProfileVersion
            {
                OrganizationId = actor.OrganizationId,
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                CompetencyProfileId = request.ProfileId,
                Number = versions.Select(v => v.Number).DefaultIfEmpty().Max() + 1,
                FrameworkVersionId = await FrameworkVersionOf(actor, source, cancellationToken),
                PreparedBy = actor.AccountId,
            };
            db.ProfileVersions.Add(draft);
            if (source is not null) await Copy(source, draft, cancellationToken);
            ProfileTasks.Begin(db, draft, clock.TaipeiToday(), clock.GetUtcNow());
            trail.Changed(draft.Id, new { draft.Number, CopyOf = source?.Id });
            return new(draft.Id);
        }

        /// <summary>The version the agency uses today, so that a new edition of the framework enters with the next draft.</summary>
        private async Task<Guid> FrameworkVersionOf(Actor actor, ProfileVersion? source, CancellationToken cancellationToken)
        {
            var today = clock.TaipeiToday();
            var chain = await AgencyChain.Read(db, actor.OrganizationId, today, cancellationToken);
            var adopted = (await RequirementLayers.Read(db, chain, today, null, cancellationToken)).Adoptions;
            var lineage = source is null ? null : await db.FrameworkVersions.Where(v => v.Id == source.FrameworkVersionId).Select(v => (Guid?)v.FrameworkId).SingleAsync(cancellationToken);
            return adopted.FirstOrDefault(a => lineage is null || a.FrameworkId == lineage)?.FrameworkVersionId ?? source?.FrameworkVersionId ?? throw new RuleViolationException("positions.no-framework-adopted");
        }

        private async Task Copy(ProfileVersion source, ProfileVersion draft, CancellationToken cancellationToken)
        {
            var kept = db.CompetencyEditions.Where(e => e.FrameworkVersionId == draft.FrameworkVersionId).Select(e => e.CompetencyId);
            var cells = await db.ProfileCells.AsNoTracking().Where(c => c.ProfileVersionId == source.Id && kept.Contains(c.CompetencyId)).ToListAsync(cancellationToken);
            var items = await db.ProfileItems.AsNoTracking().Where(i => i.ProfileVersionId == source.Id && kept.Contains(i.CompetencyId)).ToListAsync(cancellationToken);
            db.ProfileCells.AddRange(cells.Select(c => new ProfileCell
            {
                OrganizationId = draft.OrganizationId,
                Id = Guid.CreateVersion7(),
                ProfileVersionId = draft.Id,
                CompetencyId = c.CompetencyId,
                Tier = c.Tier,
                Level = c.Level,
                IsCritical = c.IsCritical,
                Reason = c.Reason,
            }));
            db.ProfileItems.AddRange(items.Select(i => new ProfileItem
            {
                OrganizationId = draft.OrganizationId,
                Id = Guid.CreateVersion7(),
                ProfileVersionId = draft.Id,
                CompetencyId = i.CompetencyId,
                Importance = i.Importance,
            }));
        }
    }
}
