using JobAnalysis.Application.Positions;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Web.Http;

namespace JobAnalysis.Web.Pages.Positions;

/// <summary>How levels, cells and versions of a 職能需求表 are said; the grid's script gets the same words.</summary>
public static class ProfileWords
{
    extension(Text text)
    {
        public string Required(Display display, int? level) => level switch { null => text["common.cell.requirement-unset"], 0 => text["common.cell.not-required"], { } rank => display.Level(rank) };

        public string State(ProfileVersionState state) => text[$"positions.state.{state.ToString().ToLowerInvariant()}"];

        public string Effect(ConsequencePreview.Effect effect) => text[$"positions.effect.{effect.ToString().ToLowerInvariant()}"];

        /// <summary>草案 第3版.</summary>
        public string Version(ProfileVersionLine version) => text["positions.version.tag", text.State(version.State), version.Number];

        public string Importance(ProfileTableRow row) => text["positions.importance", row.Importance];

        /// <summary>The cell in one sentence for screen readers; what is seen stands in it as it is seen (WCAG 2.5.3).</summary>
        public string Sentence(Display display, ProfileTableRow row, ProfileTableCell cell)
        {
            var source = cell.Own is not null ? text["positions.cell.own"] : cell.Inherited is not null ? text["positions.cell.inherited"] : null;
            return string.Join(text["common.list-separator"], new[]
            {
                Display.Of(row.Competency.Name), display.TierName(cell.Tier), text.Required(display, cell.Level) + (cell.IsCritical ? " " + text["positions.cell.critical-mark"] : ""), source,
            }.OfType<string>());
        }
    }
}
