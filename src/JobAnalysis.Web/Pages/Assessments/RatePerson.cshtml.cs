using JobAnalysis.Application.Access;
using JobAnalysis.Application.Assessments;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Assessments;

/// <summary>Rating of one person beside the self assessment.</summary>
public sealed class RatePersonModel(ISender sender, Text text, Display display, Shell shell) : PageModel, IVersionedForm
{
    [BindProperty]
    public Form Input { get; set; } = new([], 0);

    [FromRoute]
    public Guid PersonId { get; set; }

    [TempData]
    public string? Notice { get; set; }

    public ShowRating.View View { get; private set; } = null!;

    public bool Exists => View is not null;

    public bool MayReturn => shell.May(Capability.ReturnAssessments);

    public sealed record Form(IReadOnlyList<RatingRow>? Rows, long Revision);

    public async Task LoadAsync(CancellationToken cancellationToken) => View = (await sender.Send(new ShowRating.Query(PersonId), cancellationToken))!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (View is null) return NotFound();
        Input = new([.. View.Items.Select(i => new RatingRow(i.Competency.CompetencyId, ChosenAnswer.Show(i.Mine?.Kind ?? default, i.Mine?.Level), i.Mine?.Comment))], View.Revision);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        await sender.Send(new SaveRatings.Command(PersonId, Input.Rows ?? [], Input.Revision), cancellationToken) is null ? NotFound() : Said("assessments.rate.saved");

    public async Task<IActionResult> OnPostDraftAsync(CancellationToken cancellationToken) =>
        await sender.Send(new SaveRatings.Command(PersonId, Input.Rows ?? [], Input.Revision), cancellationToken) is not { } saved
            ? NotFound()
            : new JsonResult(new { revision = saved.Revision, said = text["assessments.autosaved", display.Time(saved.At)] });

    public async Task<IActionResult> OnPostSubmitAsync(CancellationToken cancellationToken) =>
        await sender.Send(new SubmitRating.Command(PersonId, Input.Rows ?? [], Input.Revision), cancellationToken) is null ? NotFound() : Said("assessments.rate.submitted");

    public async Task<IActionResult> OnPostReturnAsync(Guid assessmentId, string? reason, long revision, CancellationToken cancellationToken) =>
        await sender.Send(new ReturnAssessment.Command(PersonId, assessmentId, reason, revision), cancellationToken) is null ? NotFound() : Said("assessments.return.done");

    public RatingRow? RowOf(Guid competencyId) => Input.Rows?.FirstOrDefault(r => r.CompetencyId == competencyId);

    public string? LabelOf(string field) =>
        RowIndex.Of(field) is { } row && Input.Rows is { } rows && row < rows.Count ? View.Items.FirstOrDefault(i => i.Competency.CompetencyId == rows[row].CompetencyId)?.Competency.Name.For(Culture.IsEnglish) : null;

    public async Task<IReadOnlyList<FieldVersion>> CompareAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return
        [
            .. from row in Input.Rows ?? []
               join item in View.Items on row.CompetencyId equals item.Competency.CompetencyId
               let typed = AnswerWords.Of(text, display, row.Choice) + AnswerWords.Beside(row.Comment)
               let stored = AnswerWords.Of(text, display, item.Mine) + AnswerWords.Beside(item.Mine?.Comment)
               where typed != stored
               select new FieldVersion(item.Competency.Name.For(Culture.IsEnglish), typed, stored),
        ];
    }

    private RedirectToPageResult Said(string key)
    {
        Notice = text[key];
        return RedirectToPage(key == "assessments.rate.submitted" ? "Rate" : null);
    }
}
