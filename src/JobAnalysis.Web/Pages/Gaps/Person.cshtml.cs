using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Gaps;

/// <summary>A person's needs beside what he has.</summary>
public sealed class PersonModel(ISender sender) : PageModel
{
    [FromQuery(Name = "appointment")]
    public Guid? Appointment { get; set; }

    public ShowPersonGaps.Model View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid personId, CancellationToken cancellationToken)
    {
        if (await sender.Send(new ShowPersonGaps.Query(personId, Appointment), cancellationToken) is not { } view) return NotFound();
        View = view;
        return Page();
    }
}
