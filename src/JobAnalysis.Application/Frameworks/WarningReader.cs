using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Frameworks;

/// <summary>A defect of the document: carried, shown, never mended silently.</summary>
/// <param name="Text">What is wrong.</param>
/// <param name="Subjects">Keys of the competencies and attitudes that it concerns.</param>
/// <param name="IsGeneral">It concerns all competencies or all attitudes, or none: it belongs to the document rather than to an item.</param>
public sealed record DocumentWarning(LocalizedText Text, IReadOnlyList<string> Subjects, bool IsGeneral);

internal static class WarningReader
{
    /// <summary>Warnings of a version in the document's order; of one competency or attitude only, its own before the general ones, when a key is given.</summary>
    public static async Task<IReadOnlyList<DocumentWarning>> Read(JobAnalysisDb db, FrameworkVersion version, string? key, CancellationToken cancellationToken)
    {
        var warnings = await db.FrameworkWarnings.AsNoTracking().Where(w => w.FrameworkVersionId == version.Id && (key == null || w.SubjectKeys.Contains(key)))
            .OrderBy(w => w.DisplayOrder).ThenBy(w => w.Id).ToListAsync(cancellationToken);
        var competencies = await db.Competencies.AsNoTracking().Where(c => db.CompetencyEditions.Any(e => e.FrameworkVersionId == version.Id && e.CompetencyId == c.Id)).Select(c => c.Key).ToListAsync(cancellationToken);
        var attitudes = await db.Attitudes.AsNoTracking().Where(a => db.AttitudeEditions.Any(e => e.FrameworkVersionId == version.Id && e.AttitudeId == a.Id)).Select(a => a.Key).ToListAsync(cancellationToken);
        bool IsGeneral(FrameworkWarning w) => w.SubjectKeys.Length == 0 || !competencies.Except(w.SubjectKeys).Any() || !attitudes.Except(w.SubjectKeys).Any();
        var read = warnings.Select(w => new DocumentWarning(w.Text, w.SubjectKeys, IsGeneral(w)));
        return [.. key is null ? read : read.OrderBy(w => w.IsGeneral)];
    }
}
