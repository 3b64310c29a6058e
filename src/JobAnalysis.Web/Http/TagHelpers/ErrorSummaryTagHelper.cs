using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace JobAnalysis.Web.Http.TagHelpers;

/// <summary><c>&lt;error-summary /&gt;</c> above a form: what is wrong, each line a link to its field; takes the focus.</summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper(Text text) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        List<string> asSent = request.HasFormContentType ? [.. request.Form.Keys] : [];
        // In the order of the form; what concerns no field of it comes first.
        var wrong = ViewContext.ViewData.ModelState.Where(entry => entry.Value is { Errors.Count: > 0 }).OrderBy(entry => asSent.IndexOf(entry.Key)).ToList();
        if (wrong.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("data-focus", "");
        output.Attributes.SetAttribute("aria-labelledby", "error-summary-title");
        output.Content.AppendHtml("<h2 id=\"error-summary-title\">").Append(text["common.error.summary-title"]).AppendHtml("</h2><ul>");
        var form = ViewContext.ViewData.Model as IFormPage;
        foreach (var (key, entry) in wrong)
        {
            foreach (var message in entry!.Errors.Select(error => error.ErrorMessage).Distinct(StringComparer.Ordinal))
            {
                output.Content.AppendHtml("<li>").AppendHtml(Line(key, form?.LabelOf(key) is { } label ? label + text["common.colon"] + message : message)).AppendHtml("</li>");
            }
        }

        output.Content.AppendHtml("</ul>");
    }

    private static TagBuilder Line(string key, string message)
    {
        var line = new TagBuilder(key.Length == 0 ? "span" : "a");
        if (key.Length > 0)
        {
            line.Attributes["href"] = "#" + TagBuilder.CreateSanitizedId(key, "_");
        }

        line.InnerHtml.Append(message);
        return line;
    }
}
