using JobAnalysis.Application.Data;
using JobAnalysis.Application.Frameworks;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Positions;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Positions;

/// <summary>The layer of defaults that a profile inherits from on a day.</summary>
public sealed record DefaultLayer(Guid SetId, LocalizedText Name, int Number, ContentStatus Status);

/// <summary>One cell as the form shows it: the own value, and what stands below it.</summary>
/// <param name="Tier">Column.</param>
/// <param name="Own">Own level; 0 = 無要求; null = inherited.</param>
/// <param name="Inherited">Level of the defaults; null = 需求未訂 there.</param>
/// <param name="IsCritical">關鍵; whoever sets the level also says this.</param>
/// <param name="Reason">Reason of the cell.</param>
public sealed record ProfileTableCell(Tier Tier, int? Own, int? Inherited, bool IsCritical, string? Reason)
{
    /// <summary>What counts; null = 需求未訂.</summary>
    public int? Level => Own ?? Inherited;
}

/// <summary>One competency of the table.</summary>
/// <param name="Competency">Competency with its category.</param>
/// <param name="Importance">1–5.</param>
/// <param name="ImportanceIsOwn">False = nobody wrote one and the middle applies.</param>
/// <param name="Cells">基層, 中層, 高層.</param>
public sealed record ProfileTableRow(CompetencyColumn Competency, int Importance, bool ImportanceIsOwn, IReadOnlyList<ProfileTableCell> Cells);

/// <summary>All cells of a version with their layers.</summary>
internal sealed record ProfileTable(DefaultLayer? Defaults, IReadOnlyList<ProfileTableRow> Rows)
{
    public static readonly Tier[] Tiers = [Tier.Junior, Tier.Middle, Tier.Senior];

    /// <param name="db">The database in the reader's scope.</param>
    /// <param name="version">The version.</param>
    /// <param name="asOf">Day whose adopted defaults are inherited.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<ProfileTable> Read(JobAnalysisDb db, ProfileVersion version, DateOnly asOf, CancellationToken cancellationToken)
    {
        var columns = await FrameworkColumns.Read(db, version.FrameworkVersionId, cancellationToken);
        var cells = await db.ProfileCells.AsNoTracking().Where(c => c.ProfileVersionId == version.Id).ToDictionaryAsync(c => (c.CompetencyId, c.Tier), cancellationToken);
        var importance = await db.ProfileItems.AsNoTracking().Where(i => i.ProfileVersionId == version.Id).ToDictionaryAsync(i => i.CompetencyId, i => i.Importance, cancellationToken);
        var layer = await (
            from adoption in db.TierDefaultAdoptions.AsNoTracking()
            join set in db.TierDefaultSets on adoption.SetId equals set.Id
            where adoption.SupersededAt == null && adoption.ValidFrom <= asOf && (adoption.ValidTo == null || asOf < adoption.ValidTo)
                && db.FrameworkVersions.Any(v => v.Id == version.FrameworkVersionId && v.FrameworkId == adoption.FrameworkId)
            orderby adoption.Id
            select new DefaultLayer(set.Id, set.Name, set.Number, set.Status)).FirstOrDefaultAsync(cancellationToken);
        var defaults = layer is null ? [] : await db.TierDefaults.AsNoTracking().Where(d => d.SetId == layer.SetId).ToDictionaryAsync(d => (d.CompetencyId, d.Tier), d => d.Level, cancellationToken);

        return new(layer,
        [
            .. columns.Select(column => new ProfileTableRow(
                column,
                importance.GetValueOrDefault(column.CompetencyId, ProfileResolution.DefaultImportance),
                importance.ContainsKey(column.CompetencyId),
                [.. Tiers.Select(tier => Cell(tier, cells.GetValueOrDefault((column.CompetencyId, tier)), defaults.TryGetValue((column.CompetencyId, tier), out var level) ? level : null))])),
        ]);
    }

    /// <summary>Warnings of decisions.md 26 for each column.</summary>
    public IReadOnlyList<(Tier Tier, ProfileWarnings.Warning Warning)> Warnings() =>
    [
        .. Tiers.SelectMany(tier => ProfileWarnings.Of(ProfileResolution.Resolve([],
            [.. Rows.Select(row => (row.Competency.Ordinal, Cell: row.Cells[(int)tier])).Where(r => r.Cell.Level is not null)
                .Select(r => new ProfileResolution.ProfileCell(r.Ordinal, new RequiredLevel(r.Cell.Level!.Value), r.Cell.IsCritical, null))])).Select(warning => (tier, warning))),
    ];

    /// <summary>Highest rank of the proficiency scale in which the version's competencies are described.</summary>
    public static async Task<int> HighestRank(JobAnalysisDb db, Guid frameworkVersionId, CancellationToken cancellationToken) =>
        await db.ScaleLevels.Where(l => db.BehavioralIndicators.Any(i => i.ScaleId == l.ScaleId
            && db.CompetencyEditions.Any(e => e.FrameworkVersionId == frameworkVersionId && e.CompetencyId == i.CompetencyId))).MaxAsync(l => (int?)l.Rank, cancellationToken)
        ?? await db.ScaleLevels.Where(l => db.ProficiencyScales.Any(s => s.Id == l.ScaleId && s.Kind == ScaleKind.Proficiency)).MaxAsync(l => (int?)l.Rank, cancellationToken) ?? 0;

    private static ProfileTableCell Cell(Tier tier, ProfileCell? own, int? inherited) =>
        new(tier, own?.Level, inherited, own is { Level: > 0, IsCritical: true }, own?.Reason);
}
