using System.Diagnostics;
using JobAnalysis.Web.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages;

/// <summary>Every failure in one look; reached only by re-execution, so that out of scope and nonexistent are the same page.</summary>
public sealed class StatusModel(Text text, Display display) : PageModel
{
    public int Status { get; private set; }

    public string Title => text[$"common.status.title.{ErrorPages.Known(Status)}"];

    public string Sentence => ErrorPages.Explain(text, display, ErrorPages.Known(Status), ErrorPages.Of(HttpContext));

    public string ShortCode => $"JA-{Status:0000}";

    public bool IsOurFault => Status >= StatusCodes.Status500InternalServerError;

    public string TraceId => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    public void OnGet()
    {
        if (!ErrorPages.IsDrawing(HttpContext))
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        Status = Response.StatusCode;
    }
}
