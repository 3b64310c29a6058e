using System.Globalization;
using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>Dated rule values of the agency: its own row wins over one of a superior agency, that over the system's, that over the default.</summary>
internal sealed class SettingReader(JobAnalysisDb db)
{
    public const string ValidityMonths = SettingKeys.ValidityMonths;

    /// <summary>The value on any day. Rows are few, so all of one key are read.</summary>
    public async Task<Func<DateOnly, int>> Read(Guid organizationId, string key, CancellationToken cancellationToken)
    {
        var rows = await db.Settings.AsNoTracking().Where(s => s.Key == key).OrderBy(s => s.Id)
            .Select(s => new { s.OwnerOrganizationId, s.Value, s.ValidFrom }).ToListAsync(cancellationToken);
        return day => rows.Where(r => r.ValidFrom <= day)
            .OrderByDescending(r => r.OwnerOrganizationId == organizationId).ThenByDescending(r => r.OwnerOrganizationId is not null).ThenByDescending(r => r.ValidFrom)
            .Select(r => (int?)int.Parse(r.Value, CultureInfo.InvariantCulture))
            .FirstOrDefault() ?? SettingKeys.Defaults[key];
    }
}
