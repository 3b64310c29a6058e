using JobAnalysis.Application.Assessments;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Assessments;

/// <summary>The notice of 個人資料保護法 §8 and §9, and the button that records its delivery; readable at any time.</summary>
public sealed class NoticeModel(ISender sender, Text text) : PageModel, IVersionedForm
{
    [BindProperty]
    public Form Input { get; set; } = new(Guid.Empty, 0);

    public ShowNotice.View? View { get; private set; }

    public sealed record Form(Guid RoundId, int NoticeVersion);

    public async Task LoadAsync(CancellationToken cancellationToken) => View = await sender.Send(new ShowNotice.Query(), cancellationToken);

    public async Task OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await sender.Send(new ConfirmNotice.Command(Input.RoundId, Input.NoticeVersion), cancellationToken);
        return RedirectToPage("Self");
    }

    public async Task<IReadOnlyList<FieldVersion>> CompareAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return [new(text["assessments.notice.version-label"], $"{Input.NoticeVersion}", $"{View?.NoticeVersion}")];
    }
}
