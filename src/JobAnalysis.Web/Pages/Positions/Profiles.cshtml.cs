using JobAnalysis.Application.Messaging;
using JobAnalysis.Application.Positions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Positions;

/// <summary>職能需求表 of the agency.</summary>
public sealed class ProfilesModel(ISender sender) : PageModel
{
    [FromQuery(Name = "q")]
    public string? Search { get; set; }

    [FromQuery(Name = "p")]
    public int PageNumber { get; set; } = 1;

    public ListProfiles.Model View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || PageNumber is < 1 or > 1000) return NotFound();
        View = await sender.Send(new ListProfiles.Query(Search, PageNumber), cancellationToken);
        return Page();
    }
}
