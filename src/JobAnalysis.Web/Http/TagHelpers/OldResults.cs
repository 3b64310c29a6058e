using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace JobAnalysis.Web.Http.TagHelpers;

/// <summary>The one warning of results that are older than 26 hours: for pages, and in words for files.</summary>
public sealed class OldResults(Text text, Display display, Shell shell, TimeProvider clock)
{
    /// <summary>The sentence; null while the results are young enough.</summary>
    public string? Says(DateTimeOffset published) => GapBasis.IsOld(published, clock.GetUtcNow()) ? text["common.basis.old", display.Moment(published)] : null;

    /// <summary>The warning with a link to the run page; nothing while the results are young enough.</summary>
    public IHtmlContent Warn(DateTimeOffset published)
    {
        if (Says(published) is not { } words) return HtmlString.Empty;
        var note = new TagBuilder("div");
        note.AddCssClass("note warn old-results");
        note.InnerHtml.AppendHtml(IconTagHelper.Draw("clock-history")).Append(" ").Append(words);
        if (shell.May(Capability.ViewRuns)) note.InnerHtml.Append(" ").AppendHtml(Link());
        return note;
    }

    private TagBuilder Link()
    {
        var link = Element.Of("a", text["common.basis.old-link"]);
        link.Attributes["href"] = "/runs";
        return link;
    }
}

/// <summary><c>&lt;old-results at="…" /&gt;</c> where numbers stand without a basis line.</summary>
[HtmlTargetElement("old-results", TagStructure = TagStructure.WithoutEndTag)]
public sealed class OldResultsTagHelper(OldResults old) : TagHelper
{
    public DateTimeOffset At { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(old.Warn(At));
    }
}
