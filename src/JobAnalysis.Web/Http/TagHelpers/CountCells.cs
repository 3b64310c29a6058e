using System.Globalization;
using System.Text.Encodings.Web;
using JobAnalysis.Application.Gaps;
using Microsoft.AspNetCore.Html;

namespace JobAnalysis.Web.Http.TagHelpers;

/// <summary>Draws the cells of a table of counts: n below of m assessed of N required, or that it is hidden from this reader.</summary>
internal sealed class CountCells(Text text)
{
    private readonly string _colon = text["common.colon"];

    /// <param name="count">Null where suppressed.</param>
    /// <param name="unit">First part of the sentence.</param>
    /// <param name="competency">Second part.</param>
    public IHtmlContent Draw(ListOrganizationTotals.Count? count, string unit, string competency)
    {
        if (count is null) return new Cell("na", $"{unit} {competency}{_colon}{text["gaps.agency.hidden"]}", "<b>＊</b>");
        if (count.Required == 0) return new Cell("no", $"{unit} {competency}{_colon}{text["common.cell.not-required"]}", "<span>–</span>");
        var look = count.Assessed == 0 ? "na" : count.Below == 0 ? "ok" : count.BelowByTwo > 0 ? "b2" : "b1";
        var below = count.Assessed == 0 ? "–" : count.Below == 0 ? "✓0" : $"▼{count.Below}";
        return new Cell(
            look,
            $"{unit} {competency}{_colon}{text["gaps.agency.count", count.Below, count.BelowByTwo, count.Assessed, count.Required, count.CriticalBelow]}",
            string.Create(CultureInfo.CurrentCulture, $"<b>{below}{(count.CriticalBelow > 0 ? " ●" : "")}</b><span>{count.Assessed}/{count.Required}</span>"));
    }

    private sealed class Cell(string look, string sentence, string inner) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            writer.Write("<span class=\"cell ");
            writer.Write(look);
            writer.Write("\" role=\"img\" aria-label=\"");
            encoder.Encode(writer, sentence);
            writer.Write("\">");
            writer.Write(inner);
            writer.Write("</span>");
        }
    }
}
