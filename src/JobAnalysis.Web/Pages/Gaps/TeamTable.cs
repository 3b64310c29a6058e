using JobAnalysis.Application.Exchange;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Web.Http;
using JobAnalysis.Web.Http.TagHelpers;

namespace JobAnalysis.Web.Pages.Gaps;

/// <summary>The team page in the words of an export: three columns for each competency (level, requirement, state), so that nothing must be parsed back.</summary>
public sealed class TeamTable(Text text, Display display, OldResults old)
{
    public ExportTable Of(ListTeamGaps.Model view, LevelSource source)
    {
        var basis = view.Basis!;
        return new(
            text["gaps.team.title", Display.Of(view.Unit.Name)],
            [
                text["gaps.export.basis", display.Date(basis.AsOf), basis.PublicationId, display.Moment(basis.PublishedAt), Display.Of(basis.Framework), basis.FrameworkVersion],
                .. old.Says(basis.PublishedAt) is { } warning ? new[] { warning } : [],
                text["gaps.export.source", text[$"gaps.source.{source.ToString().ToLowerInvariant()}"]],
                text["common.purpose"],
            ],
            [
                text["gaps.export.unit"], text["gaps.export.name"], text["gaps.export.position"], text["gaps.export.grade"], text["gaps.export.tier"], text["gaps.export.kind"],
                .. view.Columns.SelectMany(c => new[] { Display.Of(c.Name), text["gaps.export.required", Display.Of(c.Name)], text["gaps.export.state", Display.Of(c.Name)] }),
                text["gaps.export.met"], text["gaps.export.requirements"],
            ],
            [.. view.Rows.Select(row => Row(view, row))]);
    }

    private IReadOnlyList<ExportCell> Row(ListTeamGaps.Model view, TeamRow row) =>
    [
        Display.Of(view.Units.First(u => u.Id == row.UnitId).Name), row.Name, Display.Of(row.Title), display.Grade(row.GradeLow, row.GradeHigh, row.GradeText), display.TierName(row.Tier), display.Kind(row.Kind),
        .. row.Cells.SelectMany(cell => new ExportCell[] { Level(cell.IsCompared ? cell.Level : null), Level(cell.Required), State(cell) }),
        row.Met, row.Required,
    ];

    private static ExportCell Level(int? level) => level is { } known ? known : "";

    private string State(GapCell cell) => cell.State switch
    {
        CellState.Below => text["common.cell.below", cell.Below],
        CellState.Above => text["common.cell.above", -cell.Below],
        CellState.Met => text["common.cell.met"],
        CellState.RequirementUnset => text["common.cell.requirement-unset"],
        CellState.NotRequired => text["common.cell.not-required"],
        CellState.Exempt => text["common.cell.exempt"],
        CellState.NotComputable => text["common.cell.not-computable"],
        CellState.ReassessmentNeeded => text["common.cell.reassessment-needed"],
        CellState.Expired => text["common.cell.expired"],
        _ => text["common.cell.not-assessed"],
    };
}
