using JobAnalysis.Application.Frameworks;
using JobAnalysis.Application.Messaging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Frameworks;

/// <summary>One scale.</summary>
public sealed class ScaleModel(ISender sender) : PageModel
{
    public ShowScale.Model View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid? scaleId, CancellationToken cancellationToken)
    {
        if (await sender.Send(new ShowScale.Query(scaleId), cancellationToken) is not { } view) return NotFound();
        View = view;
        return Page();
    }
}
