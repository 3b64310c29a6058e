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

    public sealed record Model(FrameworkVersion Version, LocalizedText Framework, CompetencyEdition Edition, LocalizedText Category, IReadOnlyList<FrameworkWarning> Warnings,
        IReadOnlyList<Rung> Ladder, IReadOnlyList<Default> Defaults, IReadOnlyList<Use> Profiles, Guid? ScaleId);

    /// <summary>A level with its label and indicator.</summary>
    public sealed record Rung(int Rank, LocalizedText Label, LocalizedText Definition, LocalizedText? Indicator, bool IsSuggested);

    public sealed record Default(Tier Tier, int Level, LocalizedText Reason, LocalizedText Set, int SetNumber, bool IsSuggested);

    /// <summary>A profile in force that sets a level of its own for this competency.</summary>
    public sealed record Use(Guid ProfileId, Guid VersionId, LocalizedText Name, Tier Tier, int Level, bool IsCritical);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context) : IQueryHandler<Query, Model?>
    {
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

            var warnings = await db.FrameworkWarnings.AsNoTracking().Where(w => w.FrameworkVersionId == version.Id && w.SubjectKeys.Contains(found.Key)).OrderBy(w => w.DisplayOrder).ThenBy(w => w.Id).ToListAsync(cancellationToken);
            var scale = await db.ProficiencyScales.AsNoTracking().Where(s => s.Kind == ScaleKind.Proficiency).OrderByDescending(s => s.Version).ThenBy(s => s.Id).FirstOrDefaultAsync(cancellationToken);
            return new(version, found.Framework, found.edition, found.Category, warnings, await Ladder(request.CompetencyId, scale?.Id, cancellationToken),
                await Defaults(request.CompetencyId, cancellationToken), await Uses(actor, request.CompetencyId, cancellationToken), scale?.Id);
        }

        private async Task<IReadOnlyList<Rung>> Ladder(Guid competencyId, Guid? scaleId, CancellationToken cancellationToken)
        {
            var indicators = await IndicatorReader.Read(db, [competencyId], cancellationToken);
            var levels = await db.ScaleLevels.AsNoTracking().Where(l => l.ScaleId == scaleId).OrderBy(l => l.Rank).ToListAsync(cancellationToken);
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

        private async Task<IReadOnlyList<Use>> Uses(Actor actor, Guid competencyId, CancellationToken cancellationToken)
        {
            if (!actor.Can(Capability.ViewProfiles)) return [];
            var today = actor.Scope.Today;
            var rows = await (
                from cell in db.ProfileCells.AsNoTracking()
                join version in db.ProfileVersions on new { cell.OrganizationId, Id = cell.ProfileVersionId } equals new { version.OrganizationId, version.Id }
                join profile in db.CompetencyProfiles on new { version.OrganizationId, Id = version.CompetencyProfileId } equals new { profile.OrganizationId, profile.Id }
                where cell.CompetencyId == competencyId && cell.Level >= 1 && version.Status == ProfileVersionStatus.Published && version.EffectiveFrom <= today
                   && !db.ProfileVersions.Any(later => later.OrganizationId == version.OrganizationId && later.CompetencyProfileId == profile.Id && later.Status == ProfileVersionStatus.Published && later.EffectiveFrom <= today && later.Number > version.Number)
                select new Use(profile.Id, version.Id, profile.Name, cell.Tier, cell.Level!.Value, cell.IsCritical)).ToListAsync(cancellationToken);
            return [.. rows.OrderBy(r => r.Name.ZhHant, StringComparer.Create(System.Globalization.CultureInfo.GetCultureInfo("zh-TW"), System.Globalization.CompareOptions.None)).ThenBy(r => r.ProfileId).ThenBy(r => r.Tier)];
        }
    }
}
