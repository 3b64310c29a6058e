using Microsoft.AspNetCore.Razor.TagHelpers;

namespace JobAnalysis.Web.Http.TagHelpers;

/// <summary><c>&lt;steps now="7" total="12" /&gt;</c>: where the reader is in a long form.</summary>
[HtmlTargetElement("steps", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StepsTagHelper(Text text) : TagHelper
{
    public int Now { get; set; }

    public int Total { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "steps");
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("aria-label", text["common.steps", Now, Total]);
        for (var step = 1; step <= Total; step++)
        {
            output.Content.AppendHtml(step < Now ? "<i class=\"done\"></i>" : step == Now ? "<i class=\"now\"></i>" : "<i></i>");
        }
    }
}
