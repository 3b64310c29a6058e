using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Gaps;

/// <summary>暫停時段: when missed nights are not made up, from a day on.</summary>
public sealed class RunPauseModel(ISender sender, Text text, Display display) : PageModel, IFormPage
{
    [BindProperty]
    public Form Input { get; set; } = new(null, null, null, null);

    [TempData]
    public string? Notice { get; set; }

    public ShowPauseWindow.Model View { get; private set; } = null!;

    /// <param name="Kind">"window" or "none".</param>
    public sealed record Form(string? Kind, string? From, string? To, string? ValidFrom);

    public async Task LoadAsync(CancellationToken cancellationToken) => View = await sender.Send(new ShowPauseWindow.Query(), cancellationToken);

    public string? FieldOf(string code) => code is "gaps.pause-order" or "gaps.pause-too-long" ? "Input.To" : null;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        var now = (View.InForce?.Value ?? PauseWindow.Default.ToString()) is var value && value == PauseWindow.Never ? PauseWindow.Default.ToString() : value;
        var times = now.Split('-');
        Input = new(View.InForce?.Value == PauseWindow.Never ? PauseWindow.Never : "window", times[0], times[^1], display.ShortDate(View.Today));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var set = await sender.Send(new SetPauseWindow.Command(Input.Kind != PauseWindow.Never, Input.From, Input.To, Input.ValidFrom), cancellationToken);
        Notice = text["gaps.pause.done", display.Date(set.ValidFrom)];
        return RedirectToPage("Runs");
    }
}
