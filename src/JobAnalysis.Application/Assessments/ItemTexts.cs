using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>A competency of the round's framework version, in the order of its categories.</summary>
public sealed record CompetencyText(Guid CompetencyId, Guid FrameworkId, int Ordinal, LocalizedText Category, LocalizedText Name, LocalizedText Description, LocalizedText Example);

/// <summary>One rank of the scale with its label and, where there is one, the behavioural indicator of the competency.</summary>
public sealed record LevelText(int Rank, LocalizedText Label, LocalizedText Text, bool IsSuggested);

/// <summary>Texts that self assessment and rating show: official ones of the version, indicators of the layer nearest to the agency.</summary>
internal sealed class ItemTexts(JobAnalysisDb db, RequestContext context)
{
    public async Task<IReadOnlyList<CompetencyText>> Competencies(Guid frameworkVersionId, CancellationToken cancellationToken) => await (
        from edition in db.CompetencyEditions.AsNoTracking()
        where edition.FrameworkVersionId == frameworkVersionId
        join category in db.CompetencyCategories on edition.CategoryId equals category.Id
        join competency in db.Competencies on edition.CompetencyId equals competency.Id
        orderby category.DisplayOrder, edition.DisplayOrder, competency.Ordinal
        select new CompetencyText(competency.Id, competency.FrameworkId, competency.Ordinal, category.Name, edition.Name, edition.Description, edition.Example)).ToListAsync(cancellationToken);

    /// <summary>Ranks a form offers before any scale is stored.</summary>
    public const int RanksWithoutScale = 5;

    /// <summary>Highest rank of the proficiency scale in use.</summary>
    public async Task<int> HighestRank(CancellationToken cancellationToken)
    {
        var trip = new RoundTrip();
        var highest = RatingSheetSql.AskHighestRank(trip, db.Scope);
        await db.Send(trip, cancellationToken);
        return highest[0] ?? RanksWithoutScale;
    }

    /// <summary>Levels of the given competencies, lowest first; rank 0 carries the definition of 未達第1級.</summary>
    public async Task<ILookup<Guid, LevelText>> Levels(IReadOnlyCollection<Guid> competencyIds, CancellationToken cancellationToken)
    {
        var own = context.RequireActor().OrganizationId;
        var scale = await db.ProficiencyScales.AsNoTracking().Where(s => s.Kind == ScaleKind.Proficiency)
            .OrderByDescending(s => s.Version).ThenBy(s => s.Id).FirstOrDefaultAsync(cancellationToken);
        if (scale is null) return Array.Empty<LevelText>().ToLookup(_ => Guid.Empty);
        var ranks = await db.ScaleLevels.AsNoTracking().Where(l => l.ScaleId == scale.Id).OrderBy(l => l.Rank).ToListAsync(cancellationToken);
        var indicators = await db.BehavioralIndicators.AsNoTracking().Where(i => i.ScaleId == scale.Id && competencyIds.Contains(i.CompetencyId))
            .OrderBy(i => i.PublishedAt).ThenBy(i => i.Id).ToListAsync(cancellationToken);
        var nearest = indicators.GroupBy(i => (i.CompetencyId, i.Rank)).ToDictionary(
            g => g.Key,
            g => g.OrderBy(i => i.OwnerOrganizationId == own).ThenBy(i => i.OwnerOrganizationId is not null).Last());
        return competencyIds.SelectMany(c => ranks.Select(r => (Competency: c, Text: nearest.GetValueOrDefault((c, r.Rank)) is { } indicator
                ? new LevelText(r.Rank, r.Label, indicator.Text, indicator.Status is ContentStatus.Suggested)
                : new LevelText(r.Rank, r.Label, r.Definition, scale.Status is ContentStatus.Suggested))))
            .ToLookup(x => x.Competency, x => x.Text);
    }
}
