using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Gaps;

/// <summary>Two publications side by side.</summary>
public sealed class RunCompareModel(ISender sender) : PageModel
{
    [FromQuery(Name = "from")]
    public long? From { get; set; }

    [FromQuery(Name = "to")]
    public long? To { get; set; }

    public ComparePublications.Model View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        // What is no number is no publication.
        if (!ModelState.IsValid) return NotFound();
        View = (await sender.Send(new ComparePublications.Query(From, To), cancellationToken))!;
        return View is null ? NotFound() : Page();
    }
}
