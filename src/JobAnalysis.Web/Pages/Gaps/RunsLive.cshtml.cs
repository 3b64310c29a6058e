using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Web.Http.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Gaps;

/// <summary>The moving part of the run page, asked for by the page itself while a run goes on; that keeps nobody signed in.</summary>
[DoesNotExtendSession]
public sealed class RunsLiveModel(ISender sender) : PageModel
{
    [FromQuery(Name = "p")]
    public int PageNumber { get; set; } = 1;

    public ShowRuns.Model View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await sender.Send(new ShowRuns.Query(PageNumber), cancellationToken);
}
