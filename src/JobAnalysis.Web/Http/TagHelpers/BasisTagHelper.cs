using Microsoft.AspNetCore.Razor.TagHelpers;

namespace JobAnalysis.Web.Http.TagHelpers;

/// <summary>
/// <c>&lt;basis as-of="…" run="412" completed="…"&gt;more&lt;/basis&gt;</c>: when and from what the numbers of the page were computed.
/// Without attributes only its content. Results of more than 26 hours get a warning, on every page that has this line.
/// </summary>
[HtmlTargetElement("basis")]
public sealed class BasisTagHelper(Text text, Display display, OldResults old) : TagHelper
{
    public DateOnly? AsOf { get; set; }

    public long? Run { get; set; }

    public DateTimeOffset? Completed { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var more = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "basis");
        var parts = 0;
        if (AsOf is { } day)
        {
            Separate().Append(text["common.basis.as-of"]).AppendHtml(" <b>").Append(display.Date(day)).AppendHtml("</b>");
        }

        if (Run is { } run)
        {
            Separate().Append(text["common.basis.run"]).AppendHtml(" <b>").Append($"#{run}").AppendHtml("</b>");
            if (Completed is { } at)
            {
                output.Content.Append(" ").Append(text["common.basis.completed", display.Time(at)]);
            }
        }

        if (Completed is { } published)
        {
            output.PostElement.AppendHtml(old.Warn(published));
        }

        if (!more.IsEmptyOrWhiteSpace)
        {
            Separate().AppendHtml(more);
        }

        TagHelperContent Separate() => parts++ == 0 ? output.Content : output.Content.Append(text["common.separator"]);
    }
}
