using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Gaps;

/// <summary>The reader's own page.</summary>
public sealed class MineModel(ISender sender) : PageModel
{
    [FromQuery(Name = "appointment")]
    public Guid? Appointment { get; set; }

    public ShowPersonGaps.Model View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await sender.Send(new ShowPersonGaps.Query(null, Appointment), cancellationToken) is not { } view) return NotFound();
        View = view;
        return Page();
    }
}
