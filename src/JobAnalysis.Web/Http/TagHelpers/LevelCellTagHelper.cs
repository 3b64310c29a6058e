using Microsoft.AspNetCore.Razor.TagHelpers;

namespace JobAnalysis.Web.Http.TagHelpers;

/// <summary>
/// <c>&lt;level-cell look="Below" have="2" need="4" who="…" competency="…" href="…" /&gt;</c>: one cell as <see cref="LevelCells"/> draws it;
/// a table calls that itself. <c>chip</c> draws the small form that stands in a line of text.
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

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(new LevelCells(text).Draw(new(Look, Have, Need, Critical, Disputed, DueSoon, Chip), Who, Competency, Href));
    }
}
