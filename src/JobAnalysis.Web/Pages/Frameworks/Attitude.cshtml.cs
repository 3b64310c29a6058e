using JobAnalysis.Application.Frameworks;
using JobAnalysis.Application.Messaging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Frameworks;

/// <summary>One attitude.</summary>
public sealed class AttitudeModel(ISender sender) : PageModel
{
    public ShowAttitude.Model View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid versionId, Guid attitudeId, CancellationToken cancellationToken)
    {
        if (await sender.Send(new ShowAttitude.Query(versionId, attitudeId), cancellationToken) is not { } view) return NotFound();
        View = view;
        return Page();
    }
}
