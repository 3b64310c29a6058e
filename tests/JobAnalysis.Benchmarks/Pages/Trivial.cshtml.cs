using JobAnalysis.Application.Messaging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Benchmarks.Pages;

/// <summary>The least a signed-in page about a person can do.</summary>
public sealed class TrivialModel(ISender sender) : PageModel
{
    public string Name { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid personId, CancellationToken cancellationToken)
    {
        if (await sender.Send(new ShowTrivial.Query(personId), cancellationToken) is not { } name) return NotFound();
        Name = name;
        return Page();
    }
}
