using Microsoft.AspNetCore.Razor.TagHelpers;

namespace JobAnalysis.Web.Http.TagHelpers;

/// <summary><c>&lt;official-tag /&gt;</c>: text of the framework's owner, never edited here.</summary>
[HtmlTargetElement("official-tag", TagStructure = TagStructure.WithoutEndTag)]
public sealed class OfficialTagTagHelper(Text text) : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "tag");
        output.Content.SetContent(text["common.tag.official"]);
    }
}
