using JobAnalysis.Application.Assessments;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using JobAnalysis.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Assessments;

/// <summary>A proposed exemption and the decision of the head of personnel.</summary>
public sealed class ExemptionModel(ISender sender, Text text) : PageModel, IFormPage
{
    [BindProperty]
    public Form Input { get; set; } = new(null, null);

    [FromRoute]
    public Guid ExemptionId { get; set; }

    [TempData]
    public string? Notice { get; set; }

    public ShowExemption.View View { get; private set; } = null!;

    public bool Exists => View is not null;

    public sealed record Form(string? Decision, string? Reason);

    public async Task LoadAsync(CancellationToken cancellationToken) => View = (await sender.Send(new ShowExemption.Query(ExemptionId), cancellationToken))!;

    public string? FieldOf(string code) => code.Contains(".text-", StringComparison.Ordinal) ? "Input.Reason" : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return View is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        // The button says what was decided; a form without one decides nothing.
        if (Input.Decision is not ("approve" or "refuse")) throw new RuleViolationException("assessments.exemption.undecided");
        if (await sender.Send(new DecideExemption.Command(ExemptionId, Input.Decision == "approve", Input.Reason), cancellationToken) is not { } decided) return NotFound();
        Notice = text[decided.Approved ? "assessments.exemption.approved-done" : "assessments.exemption.refused-done"];
        return RedirectToPage();
    }
}
