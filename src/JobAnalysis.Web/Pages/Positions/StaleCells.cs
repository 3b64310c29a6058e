using JobAnalysis.Application.Positions;
using JobAnalysis.Web.Http;

namespace JobAnalysis.Web.Pages.Positions;

/// <summary>Both versions of the cells that a stale form sent.</summary>
internal static class StaleCells
{
    public static IReadOnlyList<FieldVersion> Compare(
        Text text, Display display, ShowProfileVersion.Model view, IReadOnlyList<SetProfileCells.Cell>? cells, IReadOnlyList<SetProfileCells.Row>? rows) =>
    [
        .. from sent in cells ?? []
           join row in view.Rows on sent.CompetencyId equals row.Competency.CompetencyId
           from now in row.Cells
           where now.Tier == sent.Tier
           select new FieldVersion(
               $"{Display.Of(row.Competency.Name)}{text["common.separator"]}{display.TierName(sent.Tier)}",
               Words(text, sent.Level is { Length: > 0 } level ? int.TryParse(level, out var rank) ? text.Required(display, rank) : level : null, sent.IsCritical, sent.Reason),
               Words(text, now.Own is { } own ? text.Required(display, own) : null, now.IsCritical, now.Reason)),
        .. from sent in rows ?? []
           join row in view.Rows on sent.CompetencyId equals row.Competency.CompetencyId
           select new FieldVersion($"{Display.Of(row.Competency.Name)}{text["common.separator"]}{text["positions.column.importance"]}", sent.Importance, row.ImportanceIsOwn ? $"{row.Importance}" : null),
        .. (cells is null or { Count: 0 }) && (rows is null or { Count: 0 })
            ? [new FieldVersion(text["positions.list.version"], null, text.Version(view.Version))]
            : Array.Empty<FieldVersion>(),
    ];

    private static string Words(Text text, string? level, bool isCritical, string? reason)
    {
        var words = level ?? text["positions.cell.inherits"];
        if (isCritical) words += text["common.separator"] + text["common.cell.critical"];
        return string.IsNullOrWhiteSpace(reason) ? words : $"{words}\n{reason.Trim()}";
    }
}
