using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace JobAnalysis.Web.Http.TagHelpers;

/// <summary><c>&lt;icon name="download" /&gt;</c>: a Bootstrap icon that screen readers pass over.</summary>
[HtmlTargetElement("icon", Attributes = "name", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    public required string Name { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Draw(Name));
    }

    internal static TagBuilder Draw(string name)
    {
        var icon = new TagBuilder("i");
        icon.AddCssClass($"bi-{name}");
        icon.AddCssClass("bi");
        icon.Attributes["aria-hidden"] = "true";
        return icon;
    }
}
