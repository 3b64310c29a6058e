using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Frameworks;

/// <summary>A competency as a column or row of a table, in the order of the overview: category by category.</summary>
public sealed record CompetencyColumn(Guid CompetencyId, int Ordinal, LocalizedText Name, Guid CategoryId, LocalizedText Category);

internal static class FrameworkColumns
{
    public static async Task<IReadOnlyList<CompetencyColumn>> Read(JobAnalysisDb db, Guid frameworkVersionId, CancellationToken cancellationToken) =>
        await (from edition in db.CompetencyEditions.AsNoTracking()
               join competency in db.Competencies on edition.CompetencyId equals competency.Id
               join category in db.CompetencyCategories on edition.CategoryId equals category.Id
               where edition.FrameworkVersionId == frameworkVersionId
               orderby category.DisplayOrder, edition.DisplayOrder, edition.CompetencyId
               select new CompetencyColumn(edition.CompetencyId, competency.Ordinal, edition.Name, category.Id, category.Name)).ToListAsync(cancellationToken);
}
