using JobAnalysis.Application.Assessments;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Assessments;

/// <summary>Summary of the own assessment before it is handed in.</summary>
public sealed class SelfSubmitModel(ISender sender, Text text, Display display) : PageModel, IVersionedForm
{
    [BindProperty]
    public Form Input { get; set; } = new(0);

    [TempData]
    public string? Notice { get; set; }

    public ShowSelfAssessment.View View { get; private set; } = null!;

    public bool Exists => View is not null;

    public sealed record Form(long Revision);

    public async Task LoadAsync(CancellationToken cancellationToken) => View = (await sender.Send(new ShowSelfAssessment.Query(), cancellationToken))!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (View is null || View.SubmittedAt is not null) return RedirectToPage("Self");
        return View.IsNoticed ? Page() : RedirectToPage("Notice");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await sender.Send(new SubmitSelfAssessment.Command(Input.Revision), cancellationToken);
        Notice = text["assessments.submit.done"];
        return RedirectToPage("Self");
    }

    public async Task<IReadOnlyList<FieldVersion>> CompareAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return [.. View.Required.Concat(View.Voluntary).Where(i => i.IsAnswered).Select(i =>
            new FieldVersion(i.Competency.Name.For(Culture.IsEnglish), null, AnswerWords.Of(text, display, ChosenAnswer.Show(i.Kind, i.Level))))];
    }
}
