using System.Globalization;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Application.Positions;
using JobAnalysis.Domain.Shared;
using JobAnalysis.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Positions;

/// <summary>發布 in two steps: what would happen and the letter, then the same in both calendars to confirm.</summary>
public sealed class PublishModel(ISender sender, Text text, Display display) : PageModel, IVersionedForm
{
    [BindProperty]
    public Form Input { get; set; } = new(0, null, null, null);

    [FromRoute]
    public Guid ProfileId { get; set; }

    [FromRoute]
    public Guid VersionId { get; set; }

    [TempData]
    public string? Notice { get; set; }

    public ShowProfileVersion.Model View { get; private set; } = null!;

    public bool Exists => View is not null;

    public PreviewConsequences.Model? Consequences { get; private set; }

    /// <summary>Set in the second step.</summary>
    public ReviewPublication.Reviewed? Reviewed { get; private set; }

    public sealed record Form(long Revision, string? EffectiveFrom, string? DocumentDate, string? DocumentNumber);

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        View = (await sender.Send(new ShowProfileVersion.Query(ProfileId, VersionId), cancellationToken))!;
        if (View is { IsEditable: true }) Consequences = await sender.Send(new PreviewConsequences.Query(ProfileId, VersionId), cancellationToken);
    }

    public string? FieldOf(string code) => code is "positions.effective-date-not-after-previous" or "positions.effective-date-taken" ? "Input.EffectiveFrom" : null;

    public string? LabelOf(string field) => field switch
    {
        "Input.EffectiveFrom" => text["positions.publish.effective"],
        "Input.DocumentDate" => text["positions.publish.document-date"],
        "Input.DocumentNumber" => text["positions.publish.document-number"],
        _ => null,
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (View is not { IsEditable: true }) return NotFound();
        Input = new(View.Revision, null, null, null);
        return Page();
    }

    public async Task<IActionResult> OnPostReviewAsync(CancellationToken cancellationToken)
    {
        if (await sender.Send(new ReviewPublication.Query(ProfileId, VersionId, Input.Revision, Input.EffectiveFrom, Input.DocumentDate, Input.DocumentNumber), cancellationToken) is not { } reviewed) return NotFound();
        await LoadAsync(cancellationToken);
        Reviewed = reviewed;
        return Page();
    }

    /// <summary>Back to the first step with what was typed.</summary>
    public async Task<IActionResult> OnPostEditAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return View is { IsEditable: true } ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await sender.Send(new PublishProfileVersion.Command(ProfileId, VersionId, Input.Revision, Input.EffectiveFrom, Input.DocumentDate, Input.DocumentNumber), cancellationToken) is not { } published) return NotFound();
        Notice = text["positions.publish.done", published.Number, display.Date(published.EffectiveFrom)];
        return RedirectToPage("Version", new { ProfileId, VersionId });
    }

    public async Task<IReadOnlyList<FieldVersion>> CompareAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return
        [
            new(text["positions.publish.content"], text["positions.publish.edit-of", Input.Revision], View is null ? null : text["positions.publish.edit-of", View.Revision]),
            new(text["positions.publish.effective"], Input.EffectiveFrom, View?.Version.EffectiveFrom is { } from ? display.Date(from) : null),
            new(text["positions.publish.document-date"], Input.DocumentDate, View?.Version.DocumentDate is { } date ? display.Date(date) : null),
            new(text["positions.publish.document-number"], Input.DocumentNumber, View?.Version.DocumentNumber),
        ];
    }

    /// <summary>A day in both calendars, whatever the reader prefers.</summary>
    public static string BothCalendars(DateOnly day) => $"{TaiwanDate.Format(day)}（{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}）";
}
