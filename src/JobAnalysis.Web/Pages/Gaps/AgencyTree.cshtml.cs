using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Gaps;

/// <summary>本機關暨所屬: agencies x competencies as counts with their sum, for whoever sees the totals of subordinate agencies.</summary>
public sealed class AgencyTreeModel(ISender sender) : PageModel
{
    public ListAgencyTreeTotals.Model View { get; private set; } = null!;

    public string ScopeKey => View.IncludesOwn ? "gaps.tree.all" : "gaps.tree.below";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await sender.Send(new ListAgencyTreeTotals.Query(), cancellationToken) is not { } view) return NotFound();
        View = view;
        return Page();
    }
}
