using Microsoft.AspNetCore.Razor.TagHelpers;

namespace JobAnalysis.Web.Http.TagHelpers;

/// <summary><c>&lt;empty-state icon="inbox" title="…"&gt;what to do first&lt;/empty-state&gt;</c> instead of an empty table.</summary>
[HtmlTargetElement("empty-state", Attributes = "title")]
public sealed class EmptyStateTagHelper : TagHelper
{
    public string Icon { get; set; } = "inbox";

    public required string Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var next = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "empty");
        output.Content.AppendHtml(IconTagHelper.Draw(Icon));
        output.Content.AppendHtml(Element.Of("h2", Title));
        if (!next.IsEmptyOrWhiteSpace)
        {
            output.Content.AppendHtml("<div>").AppendHtml(next).AppendHtml("</div>");
        }
    }
}
