using Microsoft.AspNetCore.Razor.TagHelpers;

namespace JobAnalysis.Web.Http.TagHelpers;

/// <summary><c>&lt;level-track have="2" need="4" max="5" /&gt;</c>: steps reached, and steps still needed.</summary>
[HtmlTargetElement("level-track", TagStructure = TagStructure.WithoutEndTag)]
public sealed class LevelTrackTagHelper(Text text, Display display) : TagHelper
{
    /// <summary>Null: not assessed.</summary>
    public int? Have { get; set; }

    public int Need { get; set; }

    public int Max { get; set; } = 5;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "track");
        output.Attributes.SetAttribute("role", "img");
        var have = Have is { } level ? display.Level(level) : text["common.cell.not-assessed"];
        output.Attributes.SetAttribute("aria-label", text["common.track", have, display.Level(Need)]);
        for (var step = 1; step <= Max; step++)
        {
            output.Content.AppendHtml(step <= Have ? "<i class=\"have\"></i>" : step <= Need ? "<i class=\"need\"></i>" : "<i></i>");
        }
    }
}
