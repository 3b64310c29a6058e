using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Gaps;

/// <summary>為什麼是這個數字.</summary>
public sealed class CellModel(ISender sender) : PageModel
{
    public ExplainCell.Model View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid appointmentId, Guid competencyId, CancellationToken cancellationToken)
    {
        if (await sender.Send(new ExplainCell.Query(appointmentId, competencyId), cancellationToken) is not { } view) return NotFound();
        View = view;
        return Page();
    }
}
