using Microsoft.AspNetCore.Razor.TagHelpers;

namespace JobAnalysis.Web.Http.TagHelpers;

/// <summary><c>&lt;agency-tag /&gt;</c>: what an agency wrote and no expert has reviewed.</summary>
[HtmlTargetElement("agency-tag", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AgencyTagTagHelper(Text text) : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "tag");
        output.Content.SetContent(text["common.tag.agency-authored"]);
    }
}
