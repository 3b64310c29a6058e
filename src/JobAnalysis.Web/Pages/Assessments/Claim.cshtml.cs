using JobAnalysis.Application.Assessments;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Assessments;

/// <summary>A claim that an item does not apply: rate anyway, or propose an exemption.</summary>
public sealed class ClaimModel(ISender sender, Text text) : PageModel, IFormPage
{
    [BindProperty]
    public Form Input { get; set; } = new(null, null);

    [FromRoute]
    public Guid TaskId { get; set; }

    [TempData]
    public string? Notice { get; set; }

    public ShowClaim.View View { get; private set; } = null!;

    public bool Exists => View is not null;

    public sealed record Form(string? Reason, string? LastDay);

    public async Task LoadAsync(CancellationToken cancellationToken) => View = (await sender.Send(new ShowClaim.Query(TaskId), cancellationToken))!;

    public string? FieldOf(string code) => code.Contains(".text-", StringComparison.Ordinal) ? "Input.Reason" : null;

    public string? LabelOf(string field) => field switch
    {
        "Input.Reason" => text["assessments.claim.reason"],
        "Input.LastDay" => text["assessments.claim.last-day"],
        _ => null,
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return View is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await sender.Send(new ProposeExemption.Command(TaskId, Input.Reason, Input.LastDay), cancellationToken) is null) return NotFound();
        Notice = text["assessments.claim.proposed"];
        return RedirectToPage();
    }
}
