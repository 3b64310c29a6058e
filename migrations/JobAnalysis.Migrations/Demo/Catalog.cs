using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Migrations.Seed;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Migrations.Demo;

/// <summary>The delivered rows that the demo refers to.</summary>
internal sealed record Catalog(
    Guid FrameworkId, Guid VersionId, Guid TierDefaultSetId, Guid[] Competencies, IReadOnlyDictionary<Tier, int[]> Defaults, Guid[] Behaviors, IReadOnlyList<TierRuleRow> TierRules)
{
    public int Length => Competencies.Length;

    public static async Task<Catalog> ReadAsync(JobAnalysisDb db, CancellationToken cancellationToken)
    {
        var framework = new FrameworkRows(SeedFiles.ReadFramework());
        var suggested = new SuggestedRows(SeedFiles.ReadSuggested(), framework);
        var competencies = await db.Competencies.Where(c => c.FrameworkId == framework.FrameworkId).OrderBy(c => c.Ordinal).Select(c => c.Id).ToArrayAsync(cancellationToken);
        if (competencies.Length == 0) throw new InvalidOperationException("The database is not seeded. Run `jobanalysis seed` first.");
        var defaults = await db.TierDefaults.Where(d => d.SetId == suggested.TierDefaultSetId).ToListAsync(cancellationToken);
        return new(
            framework.FrameworkId,
            framework.VersionId,
            suggested.TierDefaultSetId,
            competencies,
            Enum.GetValues<Tier>().ToDictionary(t => t, t => competencies.Select(c => defaults.Single(d => d.Tier == t && d.CompetencyId == c).Level).ToArray()),
            await db.AttitudeBehaviors.Where(b => b.OwnerOrganizationId == null).OrderBy(b => b.AttitudeId).ThenBy(b => b.Number).Select(b => b.Id).ToArrayAsync(cancellationToken),
            await db.TierRules.Where(r => r.OwnerOrganizationId == null).Select(r => new TierRuleRow(
                r.Id, r.OwnerOrganizationId, r.Category, r.GradeFrom, r.GradeTo, r.IsSupervisory, r.OrganizationLevel, r.ValidFrom, r.ValidTo, r.Tier)).ToListAsync(cancellationToken));
    }
}
