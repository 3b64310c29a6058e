using System.Globalization;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Application.Assessments;

/// <summary>Dated rule values of the agency: its own row wins over one of a superior agency, that over the system's, that over the default.</summary>
internal static class SettingReader
{
    public const string ValidityMonths = SettingKeys.ValidityMonths;

    /// <summary>The value on a day, from all rows of the key.</summary>
    public static int ValueOn(IReadOnlyList<AcceptanceSql.SettingRow> rows, Guid organizationId, string key, DateOnly day) => rows.Where(r => r.ValidFrom <= day)
        .OrderByDescending(r => r.OwnerOrganizationId == organizationId).ThenByDescending(r => r.OwnerOrganizationId is not null).ThenByDescending(r => r.ValidFrom)
        .Select(r => (int?)int.Parse(r.Value, CultureInfo.InvariantCulture))
        .FirstOrDefault() ?? SettingKeys.Defaults[key];
}
