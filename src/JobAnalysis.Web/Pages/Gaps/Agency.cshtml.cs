using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Gaps;

/// <summary>機關落差統計: units x competencies as counts; the personnel office also recomputes here.</summary>
public sealed class AgencyModel(ISender sender) : PageModel
{
    [FromQuery(Name = "agency")]
    public Guid? Agency { get; set; }

    [FromQuery(Name = "level")]
    public string? Level { get; set; }

    /// <summary>A unit whose parts are shown.</summary>
    [FromQuery(Name = "unit")]
    public Guid? Unit { get; set; }

    public bool FirstLevelOnly => Level is not "all";

    public ListOrganizationTotals.Model View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await sender.Send(new ListOrganizationTotals.Query(Agency, FirstLevelOnly, Unit), cancellationToken) is not { } view) return NotFound();
        View = view;
        return Page();
    }
}
