using JobAnalysis.Application.Messaging;
using JobAnalysis.Application.Positions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Positions;

/// <summary>職能需求表 of the agency.</summary>
public sealed class ProfilesModel(ISender sender) : PageModel
{
    private const int LongestSearch = 100;

    [FromQuery(Name = "q")]
    public string? Search { get; set; }

    [FromQuery(Name = "p")]
    public int PageNumber { get; set; } = 1;

    public ListProfiles.Model View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || PageNumber is < 1 or > 1000) return NotFound();
        // A search is a look, not an entry: what no name can contain finds nothing and needs no refusal.
        var wanted = string.Concat((Search ?? "").Where(character => !char.IsControl(character)).Take(LongestSearch));
        View = await sender.Send(new ListProfiles.Query(wanted, PageNumber), cancellationToken);
        return Page();
    }
}
