using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Jobs;
using JobAnalysis.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Gaps;

/// <summary>重新比對一個單位: choose it, see what it costs, confirm.</summary>
public sealed class RunUnitsModel(ISender sender, WatchdogBell bell, Text text) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "unit")]
    public Guid? Unit { get; set; }

    [BindProperty(SupportsGet = true, Name = "tree")]
    public bool WithUnitsBelow { get; set; }

    [TempData]
    public string? Notice { get; set; }

    public ShowUnitRun.Model View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        View = (await sender.Send(new ShowUnitRun.Query(Unit, WithUnitsBelow), cancellationToken))!;
        return View is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Unit is not { } unit || await sender.Send(new RecomputeUnit.Command(unit, WithUnitsBelow), cancellationToken) is not { } raised) return NotFound();
        bell.Ring();
        Notice = text["gaps.unit.done", Display.Number(raised.People)];
        return RedirectToPage("Runs");
    }
}
