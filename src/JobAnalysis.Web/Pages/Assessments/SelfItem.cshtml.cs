using JobAnalysis.Application.Assessments;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Assessments;

/// <summary>One competency of the own assessment: which indicator is nearest to what was done.</summary>
public sealed class SelfItemModel(ISender sender, Text text, Display display) : PageModel, IVersionedForm
{
    [BindProperty]
    public Form Input { get; set; } = new(null, null, 0);

    [FromRoute]
    public Guid CompetencyId { get; set; }

    public ShowSelfItem.View View { get; private set; } = null!;

    public bool Exists => View is not null;

    public SelfWay Way => SelfWay.Of(View.Whole, CompetencyId);

    public sealed record Form(string? Choice, string? Comment, long Revision);

    public async Task LoadAsync(CancellationToken cancellationToken) => View = (await sender.Send(new ShowSelfItem.Query(CompetencyId), cancellationToken))!;

    public string? FieldOf(string code) => code.Contains(".level-", StringComparison.Ordinal) ? "Input.Choice"
        : code is "assessments.example-required" or "assessments.claim-reason-required" || code.Contains(".text-", StringComparison.Ordinal) ? "Input.Comment"
        : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (View is null) return NotFound();
        if (View.Whole.SubmittedAt is not null) return RedirectToPage("Self");
        if (!View.Whole.IsNoticed) return RedirectToPage("Notice");
        Input = new(ChosenAnswer.Show(View.Item.Kind, View.Item.Level), View.Item.Comment, View.Whole.Revision);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (View is null) return NotFound();
        if (View.Whole.SubmittedAt is not null) return this.AlreadySubmitted(text);
        await sender.Send(new SaveSelfAnswer.Command(CompetencyId, Input.Choice, Input.Comment, Input.Revision, Draft: false), cancellationToken);
        return Redirect(Way.Next);
    }

    public async Task<IActionResult> OnPostDraftAsync(CancellationToken cancellationToken)
    {
        var saved = await sender.Send(new SaveSelfAnswer.Command(CompetencyId, Input.Choice, Input.Comment, Input.Revision, Draft: true), cancellationToken);
        return new JsonResult(new { revision = saved.Revision, said = text["assessments.autosaved", display.Time(saved.At)] });
    }

    public async Task<IReadOnlyList<FieldVersion>> CompareAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return
        [
            new(View.Item.Competency.Name.For(Culture.IsEnglish), AnswerWords.Of(text, display, Input.Choice), AnswerWords.Of(text, display, ChosenAnswer.Show(View.Item.Kind, View.Item.Level))),
            new(text["assessments.item.example"], Input.Comment, View.Item.Comment),
        ];
    }
}
