using JobAnalysis.Application.Messaging;
using JobAnalysis.Application.Positions;
using JobAnalysis.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Positions;

/// <summary>Versions of a profile and the positions that use it; here a new draft begins.</summary>
public sealed class ProfileModel(ISender sender) : PageModel, IFormPage
{
    [FromRoute]
    public Guid ProfileId { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    [TempData]
    public string? Notice { get; set; }

    public ShowProfile.Model View { get; private set; } = null!;

    public bool Exists => View is not null;

    public async Task LoadAsync(CancellationToken cancellationToken) => View = (await sender.Send(new ShowProfile.Query(ProfileId, Math.Clamp(PageNumber, 1, 1000)), cancellationToken))!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return View is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostDraftAsync(CancellationToken cancellationToken) =>
        await sender.Send(new StartProfileDraft.Command(ProfileId), cancellationToken) is { } started
            ? RedirectToPage("Version", new { ProfileId, started.VersionId })
            : NotFound();
}
