using JobAnalysis.Application.Assessments;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Assessments;

/// <summary>One competency across the people that the reader rates.</summary>
public sealed class RateCompetencyModel(ISender sender, Text text, Display display) : PageModel, IVersionedForm
{
    [BindProperty]
    public Form Input { get; set; } = new([]);

    [FromRoute]
    public Guid CompetencyId { get; set; }

    [TempData]
    public string? Notice { get; set; }

    public ShowCompetencyRatings.View View { get; private set; } = null!;

    public bool Exists => View is not null;

    public sealed record Form(IReadOnlyList<SaveCompetencyRatings.Row>? Rows);

    public async Task LoadAsync(CancellationToken cancellationToken) => View = (await sender.Send(new ShowCompetencyRatings.Query(CompetencyId), cancellationToken))!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (View is null) return NotFound();
        Input = new([.. View.People.Where(p => !p.IsSubmitted).Select(p =>
            new SaveCompetencyRatings.Row(p.Person.PersonId, ChosenAnswer.Show(p.Mine?.Kind ?? default, p.Mine?.Level), p.Mine?.Comment, p.Revision))]);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await sender.Send(new SaveCompetencyRatings.Command(CompetencyId, Input.Rows ?? []), cancellationToken) is null) return NotFound();
        Notice = text["assessments.across.saved"];
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostDraftAsync(CancellationToken cancellationToken) =>
        await sender.Send(new SaveCompetencyRatings.Command(CompetencyId, Input.Rows ?? []), cancellationToken) is not { } saved
            ? NotFound()
            : new JsonResult(new { revisions = saved.Revisions, said = text["assessments.autosaved", display.Time(saved.At)] });

    public SaveCompetencyRatings.Row? RowOf(Guid personId) => Input.Rows?.FirstOrDefault(r => r.PersonId == personId);

    public string? LabelOf(string field) =>
        RowIndex.Of(field) is { } row && Input.Rows is { } rows && row < rows.Count ? View.People.FirstOrDefault(p => p.Person.PersonId == rows[row].PersonId)?.Person.Name : null;

    public async Task<IReadOnlyList<FieldVersion>> CompareAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return
        [
            .. from row in Input.Rows ?? []
               join person in View.People on row.PersonId equals person.Person.PersonId
               let typed = AnswerWords.Of(text, display, row.Choice) + AnswerWords.Beside(row.Comment)
               let stored = AnswerWords.Of(text, display, person.Mine) + AnswerWords.Beside(person.Mine?.Comment)
               where typed != stored
               select new FieldVersion(person.Person.Name, typed, stored),
        ];
    }
}
