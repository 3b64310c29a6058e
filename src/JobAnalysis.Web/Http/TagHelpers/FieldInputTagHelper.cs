using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace JobAnalysis.Web.Http.TagHelpers;

/// <summary>An input inside <c>&lt;field&gt;</c> gets the product's class and the names of its hint and error.</summary>
[HtmlTargetElement("input", Attributes = "asp-for")]
[HtmlTargetElement("textarea", Attributes = "asp-for")]
[HtmlTargetElement("select", Attributes = "asp-for")]
public sealed class FieldInputTagHelper : TagHelper
{
    public override int Order => 1;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // client-side validation is not loaded; its attributes would only carry English sentences.
        foreach (var attribute in output.Attributes.Where(attribute => attribute.Name.StartsWith("data-val", StringComparison.Ordinal)).ToList())
        {
            output.Attributes.Remove(attribute);
        }

        if (!context.Items.TryGetValue(typeof(FieldContext), out var found) || found is not FieldContext field)
        {
            return;
        }

        if (output.Attributes["type"]?.Value?.ToString() is not ("checkbox" or "radio" or "hidden" or "file"))
        {
            output.AddClass(string.Equals(context.TagName, "select", StringComparison.Ordinal) ? "form-select" : "form-control", HtmlEncoder.Default);
        }

        if (field.DescribedBy.Length > 0)
        {
            output.Attributes.SetAttribute("aria-describedby", field.DescribedBy);
        }

        if (field.Invalid)
        {
            output.Attributes.SetAttribute("aria-invalid", "true");
        }
    }
}
