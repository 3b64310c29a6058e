using JobAnalysis.Application.Frameworks;
using JobAnalysis.Application.Messaging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Frameworks;

/// <summary>One version of a framework.</summary>
public sealed class VersionModel(ISender sender) : PageModel
{
    public ShowFrameworkVersion.Model View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid versionId, [FromQuery(Name = "q")] string? search, CancellationToken cancellationToken)
    {
        if (await sender.Send(new ShowFrameworkVersion.Query(versionId, search), cancellationToken) is not { } view) return NotFound();
        View = view;
        return Page();
    }
}
