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
    /// <param name="Counts">The sum, as <see cref="TotalCounts"/> lays it out.</param>
    /// <param name="Agencies">Agencies that have published results of the framework.</param>
    /// <param name="Oldest">The one whose results are the oldest; null where none has published.</param>
    public sealed record Model(int[] Counts, IReadOnlyList<Agency> Agencies, Agency? Oldest);

    /// <param name="AsOf">資料基準日 of the last publication.</param>
    /// <param name="Counts">Of the whole agency.</param>
    public sealed record Agency(Guid Id, DateOnly AsOf, DateTimeOffset PublishedAt, int[] Counts);

    /// <summary>Of agencies in the scope of totals; others are left out.</summary>
    public static async Task<Model> Read(JobAnalysisDb db, Scope scope, Guid frameworkId, IReadOnlyCollection<Guid> organizations, CancellationToken cancellationToken)
    {
        var rows = await db.GapTotals.AsNoTracking().Where(t => t.UnitId == GapTotal.WholeAgency && t.FrameworkId == frameworkId && organizations.Contains(t.OrganizationId))
            .Select(t => new { t.OrganizationId, t.Tree }).ToDictionaryAsync(t => t.OrganizationId, t => t.Tree, cancellationToken);
        var days = await SubordinateBasisSql.Days(db, scope, [.. rows.Keys], cancellationToken);
        List<Agency> agencies = [.. days.OrderBy(d => d.AsOf).ThenBy(d => d.PublishedAt).ThenBy(d => d.OrganizationId).Select(d => new Agency(d.OrganizationId, d.AsOf, d.PublishedAt, rows[d.OrganizationId]))];

        var sum = new int[agencies.Select(a => a.Counts.Length).DefaultIfEmpty().Max()];
        foreach (var agency in agencies)
        {
            for (var i = 0; i < agency.Counts.Length; i++) sum[i] += agency.Counts[i];
        }
        return new(sum, agencies, agencies.Count == 0 ? null : agencies[0]);
    }
}
