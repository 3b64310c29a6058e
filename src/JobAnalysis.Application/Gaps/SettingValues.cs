using System.Globalization;
using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Gaps;

/// <summary>Rule values of an agency on a day with the rows they came from: own row beats the nearest superior's, that beats the system's, that the default.</summary>
internal sealed class SettingValues
{
    /// <summary>A row of any owner.</summary>
    internal readonly record struct Row(Guid Id, Guid? OwnerOrganizationId, string Key, string Value, DateOnly ValidFrom);

    /// <summary>Keys of the rules that a comparison uses.</summary>
    internal static readonly string[] Keys = [SettingKeys.DueSoonDays, SettingKeys.ActingVacancyMonths];

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
            .Select(s => new Row(s.Id, s.OwnerOrganizationId, s.Key, s.Value, s.ValidFrom)).ToListAsync(cancellationToken);
        return Of(rows, chain, asOf);
    }

    /// <exception cref="RuleViolationException">gaps.setting-unreadable</exception>
    public static SettingValues Of(IEnumerable<Row> all, AgencyChain chain, DateOnly asOf)
    {
        var rows = all.Where(r => r.OwnerOrganizationId is null || chain.NearnessOf(r.OwnerOrganizationId) is not null).ToList();
        var next = new EarliestChange(asOf);
        foreach (var row in rows) next.Add(row.ValidFrom);

        Dictionary<string, (int, Guid?)> found = new(StringComparer.Ordinal);
        foreach (var key in Keys)
        {
            var row = rows.Where(r => r.Key == key && r.ValidFrom <= asOf)
                .OrderBy(r => chain.NearnessOf(r.OwnerOrganizationId) ?? int.MaxValue).ThenByDescending(r => r.ValidFrom).Select(r => (Row?)r).FirstOrDefault();
            found[key] = row is { } given ? (Number(key, given.Value), given.Id) : (SettingKeys.Defaults[key], null);
        }
        return new(found, next.Day);
    }

    private static int Number(string key, string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new RuleViolationException("gaps.setting-unreadable", key, value);
}
