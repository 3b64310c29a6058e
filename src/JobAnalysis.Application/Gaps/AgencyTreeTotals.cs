using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Domain.Gaps;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Gaps;

/// <summary>
/// Totals of several agencies together, added up when they are read: each agency publishes by itself, so each has its own day, and the oldest is the day of
/// the sum. Before they are shown to somebody who may not open names they pass <see cref="Suppression"/>.
/// </summary>
internal static class AgencyTreeTotals
{
    /// <param name="Counts">As <see cref="TotalCounts"/> lays them out.</param>
    /// <param name="Agencies">Agencies that have published, each with the day of its last publication.</param>
    /// <param name="Oldest">The oldest of these days; null where none has published.</param>
    public sealed record Model(int[] Counts, IReadOnlyList<(Guid OrganizationId, DateOnly AsOf)> Agencies, DateOnly? Oldest);

    /// <summary>Of agencies in the scope of totals; others are left out.</summary>
    public static async Task<Model> Read(JobAnalysisDb db, Scope scope, Guid frameworkId, IReadOnlyCollection<Guid> organizations, CancellationToken cancellationToken)
    {
        var rows = await db.GapTotals.AsNoTracking().Where(t => t.UnitId == GapTotal.WholeAgency && t.FrameworkId == frameworkId && organizations.Contains(t.OrganizationId))
            .Select(t => new { t.OrganizationId, t.Tree }).ToListAsync(cancellationToken);
        var days = (await SubordinateBasisSql.Days(db, scope, [.. rows.Select(r => r.OrganizationId)], cancellationToken)).OrderBy(d => d.AsOf).ThenBy(d => d.OrganizationId).ToList();

        var sum = new int[rows.Select(r => r.Tree.Length).DefaultIfEmpty().Max()];
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Tree.Length; i++) sum[i] += row.Tree[i];
        }
        return new(sum, days, days.Count == 0 ? null : days[0].AsOf);
    }
}
