using Microsoft.AspNetCore.Razor.TagHelpers;

namespace JobAnalysis.Web.Http.TagHelpers;

/// <summary><c>&lt;purpose-note /&gt;</c>: the fixed sentence of decisions.md 14 on every page, form and print of named results.</summary>
[HtmlTargetElement("purpose-note", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PurposeNoteTagHelper(Text text) : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "p";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "purpose text-body-secondary small mt-3");
        output.Content.SetContent(text["common.purpose"]);
    }
}
