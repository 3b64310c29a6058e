using Microsoft.AspNetCore.Mvc.Rendering;

namespace JobAnalysis.Web.Http.TagHelpers;

internal static class Element
{
    public static TagBuilder Of(string name, string words)
    {
        var element = new TagBuilder(name);
        element.InnerHtml.Append(words);
        return element;
    }
}
