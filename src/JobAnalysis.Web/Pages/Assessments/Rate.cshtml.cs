using JobAnalysis.Application.Assessments;
using JobAnalysis.Application.Messaging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Assessments;

/// <summary>People and competencies to rate, with how far each is; for whoever only reads, the people in scope.</summary>
public sealed class RateModel(ISender sender) : PageModel
{
    [FromQuery(Name = "p")]
    public int PageNumber { get; set; } = 1;

    [TempData]
    public string? Notice { get; set; }

    public ListPeopleToRate.View? View { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await sender.Send(new ListPeopleToRate.Query(PageNumber), cancellationToken);
}
