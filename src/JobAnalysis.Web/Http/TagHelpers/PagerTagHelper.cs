using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace JobAnalysis.Web.Http.TagHelpers;

/// <summary><c>&lt;pager number="2" size="50" total="165" /&gt;</c>: links that keep the rest of the query and change <c>p</c>.</summary>
[HtmlTargetElement("pager", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PagerTagHelper(Text text) : TagHelper
{
    public int Number { get; set; } = 1;

    public int Size { get; set; } = 50;

    public long Total { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext ViewContext { get; set; }

    private long Pages => (Total + Size - 1) / Size;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Total == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "pager");
        output.Attributes.SetAttribute("aria-label", text["common.pager.label"]);
        var first = (Number - 1L) * Size + 1;
        var range = text["common.pager.range", Display.Number(first), Display.Number(Math.Min(Total, first + Size - 1)), Display.Number(Total)];
        output.Content.AppendHtml("<span class=\"range\">").Append(range).AppendHtml("</span>");
        if (Pages == 1)
        {
            return;
        }

        if (Number > 1)
        {
            output.Content.AppendHtml(Link(Number - 1, text["common.pager.previous"]));
        }

        foreach (var page in Enumerable.Range(1, (int)Pages).Where(page => page == 1 || page == Pages || Math.Abs(page - Number) <= 2))
        {
            output.Content.AppendHtml(page == Number ? At(page) : Link(page, Display.Number(page)));
        }

        if (Number < Pages)
        {
            output.Content.AppendHtml(Link(Number + 1, text["common.pager.next"]));
        }
    }

    private static TagBuilder At(int page)
    {
        var at = Element.Of("span", Display.Number(page));
        at.AddCssClass("at");
        at.Attributes["aria-current"] = "page";
        return at;
    }

    private TagBuilder Link(int page, string label)
    {
        var query = new QueryBuilder(ViewContext.HttpContext.Request.Query.Where(pair => pair.Key != "p"))
        {
            { "p", page.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        };
        var link = Element.Of("a", label);
        link.Attributes["href"] = query.ToString();
        return link;
    }
}
