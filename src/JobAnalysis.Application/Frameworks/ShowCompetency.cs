using System.Globalization;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Positions;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Frameworks;

/// <summary>One competency: official text, and beside it what is 機關自訂: indicators by level, tier defaults with reasons, profiles that require it.</summary>
public static class ShowCompetency
{
    [Requires(Capability.ViewFrameworks)]
    public sealed record Query(Guid VersionId, Guid CompetencyId) : IQuery<Model?>;

    public sealed record Model(FrameworkVersion Version, LocalizedText Framework, CompetencyEdition Edition, LocalizedText Category, IReadOnlyList<DocumentWarning> Warnings,
        IReadOnlyList<Rung> Ladder, IReadOnlyList<Default> Defaults, IReadOnlyList<Use> Profiles, Guid? ScaleId);

    /// <summary>A level with its label and indicator.</summary>
    public sealed record Rung(int Rank, LocalizedText Label, LocalizedText Definition, LocalizedText? Indicator, bool IsSuggested);

    public sealed record Default(Tier Tier, int Level, LocalizedText Reason, LocalizedText Set, int SetNumber, bool IsSuggested);

    /// <summary>A profile in force that requires this competency in a tier, by its own level or by the adopted default.</summary>
    public sealed record Use(Guid ProfileId, Guid VersionId, LocalizedText Name, Tier Tier, int Level, bool IsCritical, bool IsOwn);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context) : IQueryHandler<Query, Model?>
    {
        private static readonly StringComparer ByStrokes = StringComparer.Create(CultureInfo.GetCultureInfo("zh-TW"), CompareOptions.None);

        public async Task<Model?> Handle(Query request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            if (await FrameworkVersions.Readable(db, actor, request.VersionId, cancellationToken) is not { } version) return null;
            var found = await (
                from edition in db.CompetencyEditions.AsNoTracking()
                join competency in db.Competencies on edition.CompetencyId equals competency.Id
                join category in db.CompetencyCategories on edition.CategoryId equals category.Id
                join framework in db.Frameworks on competency.FrameworkId equals framework.Id
                where edition.FrameworkVersionId == version.Id && edition.CompetencyId == request.CompetencyId
                select new { edition, competency.Key, Category = category.Name, Framework = framework.Name }).SingleOrDefaultAsync(cancellationToken);
            if (found is null) return null;

            var warnings = await WarningReader.Read(db, version, found.Key, cancellationToken);
            var scale = await db.ProficiencyScales.AsNoTracking().Where(s => s.Kind == ScaleKind.Proficiency).OrderByDescending(s => s.Version).ThenBy(s => s.Id).FirstOrDefaultAsync(cancellationToken);
            return new(version, found.Framework, found.edition, found.Category, warnings, await Ladder(request.CompetencyId, scale?.Id, cancellationToken),
                await Defaults(request.CompetencyId, cancellationToken), await Uses(actor, version.FrameworkId, request.CompetencyId, cancellationToken), scale?.Id);
        }

        private async Task<IReadOnlyList<Rung>> Ladder(Guid competencyId, Guid? scaleId, CancellationToken cancellationToken)
        {
            var indicators = await IndicatorReader.Read(db, [competencyId], cancellationToken);
            var levels = await db.ScaleLevels.AsNoTracking().Where(l => l.ScaleId == scaleId && l.Rank >= 1).OrderBy(l => l.Rank).ToListAsync(cancellationToken);
            return [.. levels.Select(l => new Rung(l.Rank, l.Label, l.Definition, indicators.Text(competencyId, l.Rank), indicators.IsSuggested(competencyId)))];
        }

        private async Task<IReadOnlyList<Default>> Defaults(Guid competencyId, CancellationToken cancellationToken)
        {
            var rows = await (
                from tierDefault in db.TierDefaults.AsNoTracking()
                join set in db.TierDefaultSets on tierDefault.SetId equals set.Id
                where tierDefault.CompetencyId == competencyId
                orderby set.Number descending, set.Id
                select new Default(tierDefault.Tier, tierDefault.Level, tierDefault.Reason, set.Name, set.Number, set.Status == ContentStatus.Suggested)).ToListAsync(cancellationToken);
            return [.. rows.OrderBy(r => r.Tier)];
        }

        private async Task<IReadOnlyList<Use>> Uses(Actor actor, Guid frameworkId, Guid competencyId, CancellationToken cancellationToken)
        {
            if (!actor.Can(Capability.ViewProfiles)) return [];
            var today = actor.Scope.Today;
            var profiles = await (
                from version in db.ProfileVersions.AsNoTracking()
                join profile in db.CompetencyProfiles on new { version.OrganizationId, Id = version.CompetencyProfileId } equals new { profile.OrganizationId, profile.Id }
                where version.OrganizationId == actor.OrganizationId && version.Status == ProfileVersionStatus.Published && version.EffectiveFrom <= today
                   && db.CompetencyEditions.Any(e => e.FrameworkVersionId == version.FrameworkVersionId && e.CompetencyId == competencyId)
                   && !db.ProfileVersions.Any(later => later.OrganizationId == version.OrganizationId && later.CompetencyProfileId == profile.Id && later.Status == ProfileVersionStatus.Published && later.EffectiveFrom <= today && later.Number > version.Number)
                select new { profile.Id, VersionId = version.Id, profile.Name }).ToListAsync(cancellationToken);
            var versions = profiles.Select(p => p.VersionId).ToArray();
            var cells = await db.ProfileCells.AsNoTracking().Where(c => c.CompetencyId == competencyId && versions.Contains(c.ProfileVersionId)).ToDictionaryAsync(c => (c.ProfileVersionId, c.Tier), cancellationToken);
            var defaults = await (
                from adoption in db.TierDefaultAdoptions.AsNoTracking()
                join level in db.TierDefaults on adoption.SetId equals level.SetId
                where adoption.OrganizationId == actor.OrganizationId && adoption.FrameworkId == frameworkId && adoption.SupersededAt == null
                   && adoption.ValidFrom <= today && (adoption.ValidTo == null || today < adoption.ValidTo) && level.CompetencyId == competencyId
                select new { level.Tier, level.Level }).ToDictionaryAsync(d => d.Tier, d => d.Level, cancellationToken);
            return
            [
                .. from profile in profiles.OrderBy(p => p.Name.ZhHant, ByStrokes).ThenBy(p => p.Id)
                   from tier in Enum.GetValues<Tier>()
                   let cell = cells.GetValueOrDefault((profile.VersionId, tier))
                   let level = cell?.Level ?? defaults.GetValueOrDefault(tier)
                   where level >= 1
                   select new Use(profile.Id, profile.VersionId, profile.Name, tier, level, cell is { Level: >= 1, IsCritical: true }, cell?.Level is not null),
            ];
        }
    }
}
