using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Jobs;
using JobAnalysis.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Gaps;

/// <summary>夜間比對: last and next run, what it did and takes, who is left out, and 重新比對.</summary>
public sealed class RunsModel(ISender sender, RequestContext context, WatchdogBell bell, Text text) : PageModel
{
    [FromQuery(Name = "p")]
    public int PageNumber { get; set; } = 1;

    [TempData]
    public string? Notice { get; set; }

    public ShowRuns.Model View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await sender.Send(new ShowRuns.Query(PageNumber), cancellationToken);

    /// <param name="agency">Chosen by the system administrator; everybody else starts the own agency's.</param>
    /// <param name="retry">Asked for because of people in quarantine, whom every run tries again.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<IActionResult> OnPostAsync(Guid? agency, bool retry, CancellationToken cancellationToken)
    {
        if (await sender.Send(new RequestGapRun.Command(agency ?? context.RequireActor().OrganizationId, Full: false), cancellationToken) is null) return NotFound();
        bell.Ring();
        Notice = text[retry ? "gaps.runs.retry-requested" : "gaps.runs.requested"];
        return RedirectToPage();
    }
}
