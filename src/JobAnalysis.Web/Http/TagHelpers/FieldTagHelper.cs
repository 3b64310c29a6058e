using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace JobAnalysis.Web.Http.TagHelpers;

/// <summary>
/// <c>&lt;field for="Input.Title" label="…" hint="…" optional&gt;&lt;input asp-for="Input.Title" /&gt;&lt;/field&gt;</c>:
/// label, hint and error around an input, textarea or select, tied together for screen readers.
/// </summary>
[HtmlTargetElement("field", Attributes = "for,label")]
public sealed class FieldTagHelper(Text text) : TagHelper
{
    public required ModelExpression For { get; set; }

    public required string Label { get; set; }

    public string? Hint { get; set; }

    public bool Optional { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext ViewContext { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var name = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var id = TagBuilder.CreateSanitizedId(name, "_");
        var error = ViewContext.ViewData.ModelState.TryGetValue(name, out var entry) ? entry.Errors.FirstOrDefault()?.ErrorMessage : null;
        context.Items[typeof(FieldContext)] = new FieldContext(
            string.Join(' ', new[] { Hint is null ? null : $"{id}-hint", error is null ? null : $"{id}-error" }.OfType<string>()), error is not null, Optional);
        var input = await output.GetChildContentAsync();

        output.TagName = "div";
        output.Attributes.SetAttribute("class", error is null ? "field" : "field invalid");
        var label = new TagBuilder("label");
        label.Attributes["for"] = id;
        label.InnerHtml.Append(Label);
        if (Optional)
        {
            label.InnerHtml.AppendHtml(" <span class=\"optional\">").Append(text["common.field.optional"]).AppendHtml("</span>");
        }

        output.Content.AppendHtml(label);
        Append(output.Content, Hint, $"{id}-hint", "hint");
        Append(output.Content, error, $"{id}-error", "field-error");
        output.Content.AppendHtml(input);
    }

    private static void Append(TagHelperContent content, string? words, string id, string css)
    {
        if (words is null)
        {
            return;
        }

        var line = new TagBuilder("div");
        line.Attributes["id"] = id;
        line.AddCssClass(css);
        line.InnerHtml.Append(words);
        content.AppendHtml(line);
    }
}

internal sealed record FieldContext(string DescribedBy, bool Invalid, bool Optional);
