using JobAnalysis.Application.Assessments;
using JobAnalysis.Application.Messaging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Assessments;

/// <summary>Overview of the own assessment.</summary>
public sealed class SelfModel(ISender sender) : PageModel
{
    [TempData]
    public string? Notice { get; set; }

    public ShowSelfAssessment.View? View { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await sender.Send(new ShowSelfAssessment.Query(), cancellationToken);
}
