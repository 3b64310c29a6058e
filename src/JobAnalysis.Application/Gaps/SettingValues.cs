using System.Globalization;
using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Gaps;

/// <summary>Rule values of an agency on a day with the rows they came from: own row beats the nearest superior's, that beats the system's, that the default.</summary>
internal sealed class SettingValues
{
    private static readonly string[] Keys = [SettingKeys.DueSoonDays, SettingKeys.ActingVacancyMonths];

    private readonly Dictionary<string, (int Value, Guid? RowId)> values;

    private SettingValues(Dictionary<string, (int Value, Guid? RowId)> values, DateOnly? nextChangeOn) => (this.values, NextChangeOn) = (values, nextChangeOn);

    public DateOnly? NextChangeOn { get; }

    public int DueSoonDays => values[SettingKeys.DueSoonDays].Value;

    public int ActingVacancyMonths => values[SettingKeys.ActingVacancyMonths].Value;

    /// <summary>Rows the values came from, in a fixed order; a default has none.</summary>
    public Guid[] RowIds => [.. Keys.Select(key => values[key].RowId).OfType<Guid>()];

    public static async Task<SettingValues> Read(JobAnalysisDb db, AgencyChain chain, DateOnly asOf, CancellationToken cancellationToken)
    {
        var owners = chain.Agencies.ToArray();
        var rows = await db.Settings.AsNoTracking()
            .Where(s => Keys.Contains(s.Key) && (s.OwnerOrganizationId == null || owners.Contains(s.OwnerOrganizationId.Value)))
            .Select(s => new { s.Id, s.OwnerOrganizationId, s.Key, s.Value, s.ValidFrom }).ToListAsync(cancellationToken);

        var next = new EarliestChange(asOf);
        foreach (var row in rows) next.Add(row.ValidFrom);

        Dictionary<string, (int, Guid?)> found = new(StringComparer.Ordinal);
        foreach (var key in Keys)
        {
            var row = rows.Where(r => r.Key == key && r.ValidFrom <= asOf)
                .OrderBy(r => chain.NearnessOf(r.OwnerOrganizationId) ?? int.MaxValue).ThenByDescending(r => r.ValidFrom).FirstOrDefault();
            found[key] = row is null ? (SettingKeys.Defaults[key], null) : (Number(key, row.Value), row.Id);
        }
        return new(found, next.Day);
    }

    private static int Number(string key, string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new RuleViolationException("gaps.setting-unreadable", key, value);
}
