using JobAnalysis.Application.Frameworks;
using JobAnalysis.Application.Messaging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Frameworks;

/// <summary>One competency.</summary>
public sealed class CompetencyModel(ISender sender) : PageModel
{
    public ShowCompetency.Model View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid versionId, Guid competencyId, CancellationToken cancellationToken)
    {
        if (await sender.Send(new ShowCompetency.Query(versionId, competencyId), cancellationToken) is not { } view) return NotFound();
        View = view;
        return Page();
    }
}
