using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace JobAnalysis.Web.Http.TagHelpers;

/// <summary>
/// <c>&lt;stat-tile label="…" value="58" note="/ 87 項" part="58" whole="87" /&gt;</c> inside <c>&lt;dl class="stats"&gt;</c>;
/// with part and whole a bar below the number.
/// </summary>
[HtmlTargetElement("stat-tile", Attributes = "label,value", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StatTileTagHelper : TagHelper
{
    public required string Label { get; set; }

    public required string Value { get; set; }

    public string? Note { get; set; }

    public string? Href { get; set; }

    public int? Part { get; set; }

    public int? Whole { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "panel stat");
        output.Content.AppendHtml(Element.Of("dt", Label));
        var number = new TagBuilder("dd");
        number.InnerHtml.AppendHtml(Href is { Length: > 0 } href ? Link(href) : Element.Of("span", Value));
        if (Note is not null)
        {
            number.InnerHtml.AppendHtml(Element.Of("small", $" {Note}"));
        }

        if (Part is { } part && Whole is > 0 and var whole)
        {
            number.InnerHtml.AppendHtml(Bar(part, whole));
        }

        output.Content.AppendHtml(number);
    }

    private TagBuilder Link(string href)
    {
        var link = Element.Of("a", Value);
        link.Attributes["href"] = href;
        return link;
    }

    private TagBuilder Bar(int part, int whole)
    {
        var bar = new TagBuilder("progress");
        bar.AddCssClass("bar");
        bar.Attributes["value"] = part.ToString(CultureInfo.InvariantCulture);
        bar.Attributes["max"] = whole.ToString(CultureInfo.InvariantCulture);
        bar.Attributes["aria-label"] = Label;
        return bar;
    }
}
