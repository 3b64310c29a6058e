using JobAnalysis.Application.Assessments;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Assessments;

/// <summary>One attitude of the own assessment: how often three behaviours happened.</summary>
public sealed class SelfAttitudeModel(ISender sender, Text text, Display display) : PageModel, IVersionedForm
{
    [BindProperty]
    public Form Input { get; set; } = new([], 0);

    [FromRoute]
    public Guid AttitudeId { get; set; }

    public ShowSelfAttitude.View View { get; private set; } = null!;

    public bool Exists => View is not null;

    public SelfWay Way => SelfWay.Of(View.Whole, AttitudeId);

    public sealed record Form(IReadOnlyList<Line>? Lines, long Revision);

    public sealed record Line(Guid BehaviorId, string? Choice);

    public async Task LoadAsync(CancellationToken cancellationToken) => View = (await sender.Send(new ShowSelfAttitude.Query(AttitudeId), cancellationToken))!;

    public string? FieldOf(string code) => code.Contains(".level-", StringComparison.Ordinal) || code == "assessments.frequency-outside-scale" ? "Input.Lines[0].Choice" : null;

    public string ChoiceOf(int line) => Input.Lines?.ElementAtOrDefault(line)?.Choice ?? ChosenAnswer.None;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (View is null) return NotFound();
        if (View.Whole.SubmittedAt is not null) return RedirectToPage("Self");
        if (!View.Whole.IsNoticed) return RedirectToPage("Notice");
        Input = new([.. View.Attitude.Behaviors.Select(b => new Line(b.BehaviorId, ShowOf(b)))], View.Whole.Revision);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (View is null) return NotFound();
        if (View.Whole.SubmittedAt is not null) return this.AlreadySubmitted(text);
        await SaveAsync(cancellationToken);
        return Redirect(Way.Next);
    }

    public async Task<IActionResult> OnPostDraftAsync(CancellationToken cancellationToken)
    {
        var saved = await SaveAsync(cancellationToken);
        return new JsonResult(new { revision = saved.Revision, said = text["assessments.autosaved", display.Time(saved.At)] });
    }

    public async Task<IReadOnlyList<FieldVersion>> CompareAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return [.. View.Attitude.Behaviors.Select((b, i) => new FieldVersion(b.Text.For(Culture.IsEnglish), Words(ChoiceOf(i)), Words(ShowOf(b))))];
    }

    public string Words(string choice) => choice switch
    {
        SaveSelfAttitude.NoOpportunity => text["assessments.frequency.no-opportunity"],
        "1" or "2" or "3" or "4" or "5" => text["assessments.frequency." + choice],
        _ => text["assessments.answer.none"],
    };

    private Task<SaveSelfAttitude.Saved> SaveAsync(CancellationToken cancellationToken) =>
        sender.Send(new SaveSelfAttitude.Command(AttitudeId, [.. (Input.Lines ?? []).Select(l => new SaveSelfAttitude.Answer(l.BehaviorId, l.Choice))], Input.Revision), cancellationToken);

    private static string ShowOf(ShowSelfAssessment.Behavior behavior) =>
        behavior.NoOpportunity ? SaveSelfAttitude.NoOpportunity : behavior.Frequency?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ChosenAnswer.None;
}
