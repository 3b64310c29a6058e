using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace JobAnalysis.Web.Http.TagHelpers;

/// <summary>
/// <c>&lt;level-cell look="Below" have="2" need="4" who="…" competency="…" href="…" /&gt;</c>: digits, shape and colour together,
/// and a sentence for screen readers. <c>chip</c> draws the small form that stands in a line of text.
/// </summary>
[HtmlTargetElement("level-cell", TagStructure = TagStructure.WithoutEndTag)]
public sealed class LevelCellTagHelper(Text text) : TagHelper
{
    public CellLook Look { get; set; }

    public int? Have { get; set; }

    public int? Need { get; set; }

    public string? Who { get; set; }

    public string? Competency { get; set; }

    public bool Critical { get; set; }

    public bool Disputed { get; set; }

    public bool DueSoon { get; set; }

    public bool Chip { get; set; }

    public string? Href { get; set; }

    private int Distance => Math.Abs((Need ?? 0) - (Have ?? 0));

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = Href is null ? "span" : "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"{(Chip ? "chip" : "cell")} {Colour}");
        if (Href is null)
        {
            output.Attributes.SetAttribute("role", "img");
        }
        else
        {
            output.Attributes.SetAttribute("href", Href);
        }

        output.Attributes.SetAttribute("aria-label", Sentence());
        if (!Chip && Competency is not null)
        {
            output.Attributes.SetAttribute("data-col", Competency);
        }

        if (Critical && !Chip)
        {
            output.Content.AppendHtml("<i class=\"crit fst-normal\" aria-hidden=\"true\">●</i>");
        }

        if (Digits is { } digits && !Chip)
        {
            output.Content.AppendHtml(Element.Of("b", digits));
        }

        output.Content.AppendHtml(Drawing());
    }

    // What is read aloud contains what stands there as text (WCAG 2.5.3). A shape beside digits is drawn by the style sheet: the sentence says it in words.
    private TagBuilder Drawing()
    {
        if (Chip) return Element.Of("span", Digits is null ? Shape : Look is CellLook.NotAssessed ? Digits : $"{Shape} {Digits}");
        var isDrawn = Digits is not null || Look is CellLook.NotComputable;
        var drawing = Element.Of("span", isDrawn ? "" : Shape);
        if ((isDrawn ? Shape : "") + Marks is { Length: > 0 } shape) drawing.Attributes["data-shape"] = shape;
        return drawing;
    }

    private string Colour => Look switch
    {
        CellLook.Below => Distance >= 2 ? "b2" : "b1",
        CellLook.Met => "ok",
        CellLook.Above => "up",
        CellLook.NotRequired or CellLook.Exempt => "no",
        _ => "na",
    };

    // A required level whose rating does not count shows the need and a dash: never a 0, which is a rating.
    private string? Digits => Look switch
    {
        CellLook.Below or CellLook.Met or CellLook.Above => $"{Have}/{Need}",
        CellLook.ReassessmentNeeded or CellLook.Expired or CellLook.NotAssessed => $"–/{Need}",
        _ => null,
    };

    private string Shape => Look switch
    {
        CellLook.Below => $"▼{Distance}",
        CellLook.Above => $"▲{Distance}",
        CellLook.Met => "✓",
        CellLook.Expired => "◷",
        CellLook.ReassessmentNeeded => "↻",
        CellLook.NotAssessed => "–",
        CellLook.NotComputable => "?",
        CellLook.RequirementUnset => text["common.cell.requirement-unset"],
        CellLook.Exempt => text["common.cell.exempt"],
        _ => text["common.cell.not-required"],
    };

    private string Marks => (Disputed ? " !" : "") + (DueSoon ? " ◔" : "");

    private string State => Look switch
    {
        CellLook.Below => text["common.cell.below", Distance],
        CellLook.Above => text["common.cell.above", Distance],
        CellLook.Met => text["common.cell.met"],
        CellLook.Expired => text["common.cell.expired"],
        CellLook.ReassessmentNeeded => text["common.cell.reassessment-needed"],
        CellLook.NotAssessed => text["common.cell.not-assessed"],
        CellLook.NotComputable => text["common.cell.not-computable"],
        CellLook.RequirementUnset => text["common.cell.requirement-unset"],
        CellLook.Exempt => text["common.cell.exempt"],
        _ => text["common.cell.not-required"],
    };

    private string Sentence()
    {
        List<string> parts = [];
        if (Digits is not null)
        {
            if (!Chip) parts.Add(Digits);
            var rated = Look is CellLook.Below or CellLook.Met or CellLook.Above;
            parts.Add(rated ? text["common.cell.levels", Have!, Need!] : text["common.cell.need", Need!]);
        }

        parts.Add(State);
        if (Critical)
        {
            parts.Add(text["common.cell.critical"]);
        }

        if (Disputed)
        {
            parts.Add(text["common.cell.disputed"]);
        }

        if (DueSoon)
        {
            parts.Add(text["common.cell.due-soon"]);
        }

        var subject = string.Join(' ', new[] { Who, Competency }.OfType<string>());
        var state = string.Join(text["common.list-separator"], parts);
        return subject.Length == 0 ? state : text["common.cell.sentence", subject, state];
    }
}
