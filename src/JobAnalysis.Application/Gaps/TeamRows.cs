using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Frameworks;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Gaps;

/// <summary>Whose levels a table shows beside the requirement.</summary>
public enum LevelSource { Accepted, Self, Supervisor }

/// <summary>One appointment of a team table.</summary>
public sealed record TeamRow(Guid PersonId, Guid AppointmentId, Guid UnitId, string Name, AppointmentKind Kind, LocalizedText Title, int? GradeLow, int? GradeHigh, string? GradeText, Tier? Tier, IReadOnlyList<GapCell> Cells)
{
    public int Met => Cells.Count(c => c.IsMet);

    public int Required => Cells.Count(c => c.IsRequirement);
}

/// <summary>Reads the results of units as rows in the official order: unit, position (head, deputies, supervisors, then grade descending), strokes of the name.</summary>
internal sealed class TeamRowReader(JobAnalysisDb db)
{
    private static readonly StringComparer Strokes = StringComparer.Create(System.Globalization.CultureInfo.GetCultureInfo("zh-TW"), System.Globalization.CompareOptions.None);

    public async Task<IReadOnlyList<TeamRow>> Read(
        Actor actor, GapBasis basis, IReadOnlyList<Guid> unitsInOrder, IReadOnlyList<CompetencyColumn> columns, LevelSource source, Tier? tier, CancellationToken cancellationToken)
    {
        var found = await TeamSql.Read(db, actor.Scope, actor.OrganizationId, basis, unitsInOrder, tier, cancellationToken);
        var levels = source is LevelSource.Accepted ? null : await Latest(source, [.. found.Select(f => f.PersonId).Distinct()], cancellationToken);
        var order = unitsInOrder.Index().ToDictionary(u => u.Item, u => u.Index);
        return
        [
            .. found.OrderBy(row => order[row.UnitId]).ThenBy(row => row.OfficialOrder).ThenByDescending(row => row.GradeHigh ?? 0)
                .ThenBy(row => row.Name, Strokes).ThenBy(row => row.AppointmentId)
                .Select(row => new TeamRow(row.PersonId, row.AppointmentId, row.UnitId, row.Name, row.Kind, row.Title, row.GradeLow, row.GradeHigh, row.GradeText,
                    row.Tier, [.. columns.Select(column => Cell(row, column, levels))])),
        ];
    }

    private static GapCell Cell(TeamSql.Row row, CompetencyColumn column, Dictionary<(Guid Person, Guid Competency), int?>? levels)
    {
        var cell = GapCell.At(row.States, row.Flags, row.Required, row.Accepted, column.Ordinal);
        return levels is null ? cell : cell.WithLevel(levels.GetValueOrDefault((row.PersonId, column.CompetencyId)));
    }

    /// <summary>Latest submitted answer of each person and competency by one source.</summary>
    private async Task<Dictionary<(Guid Person, Guid Competency), int?>> Latest(LevelSource source, Guid[] people, CancellationToken cancellationToken)
    {
        var wanted = source is LevelSource.Self ? AssessmentSource.Self : AssessmentSource.Supervisor;
        var answers = await (
            from answer in db.AssessmentAnswers.AsNoTracking()
            join assessment in db.Assessments on new { answer.OrganizationId, Id = answer.AssessmentId } equals new { assessment.OrganizationId, assessment.Id }
            where people.Contains(answer.PersonId) && assessment.Source == wanted && assessment.SubmittedAt != null && answer.Kind == AnswerKind.Rated
            orderby assessment.RatedOn, assessment.Id
            select new { answer.PersonId, answer.CompetencyId, answer.Level }).ToListAsync(cancellationToken);
        Dictionary<(Guid, Guid), int?> latest = [];
        foreach (var answer in answers) latest[(answer.PersonId, answer.CompetencyId)] = answer.Level;
        return latest;
    }
}
