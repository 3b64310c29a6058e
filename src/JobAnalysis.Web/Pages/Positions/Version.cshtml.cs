using JobAnalysis.Application.Messaging;
using JobAnalysis.Application.Positions;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Positions;

/// <summary>The grid of one version. Its script posts to the same handlers as the forms; without it each cell is a link to the form of its competency.</summary>
public sealed class VersionModel(ISender sender, Text text, Display display) : PageModel, IVersionedForm
{
    [BindProperty]
    public Form Input { get; set; } = new(0, null, null);

    [FromRoute]
    public Guid ProfileId { get; set; }

    [FromRoute]
    public Guid VersionId { get; set; }

    [TempData]
    public string? Notice { get; set; }

    public ShowProfileVersion.Model View { get; private set; } = null!;

    public bool Exists => View is not null;

    public sealed record Form(long Revision, IReadOnlyList<SetProfileCells.Cell>? Cells, IReadOnlyList<SetProfileCells.Row>? Rows);

    public async Task LoadAsync(CancellationToken cancellationToken) => View = (await sender.Send(new ShowProfileVersion.Query(ProfileId, VersionId), cancellationToken))!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return View is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnGetPanelAsync(Guid competency, Tier tier, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || !Enum.IsDefined(tier) || await sender.Send(new ShowProfileVersion.Query(ProfileId, VersionId), cancellationToken) is not { } version) return NotFound();
        return await sender.Send(new ExplainProfileCell.Query(ProfileId, VersionId, competency, tier), cancellationToken) is { } cell ? Partial("_CellPanel", new CellPanel(cell, version)) : NotFound();
    }

    /// <summary>The rehearsal reads everybody concerned: the grid does not wait for it.</summary>
    public async Task<IActionResult> OnGetBarAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return View is { IsEditable: true } && await sender.Send(new PreviewConsequences.Query(ProfileId, VersionId), cancellationToken) is { } consequences
            ? Partial("_ConsequenceBar", new ConsequenceBar(View, consequences))
            : NotFound();
    }

    public async Task<IActionResult> OnPostCellsAsync(CancellationToken cancellationToken) =>
        await sender.Send(new SetProfileCells.Command(ProfileId, VersionId, Input.Revision, Input.Cells, Input.Rows), cancellationToken) is { } saved
            ? new JsonResult(new { revision = saved.Revision, said = text["positions.grid.saved", display.Time(saved.SavedAt)] })
            : NotFound();

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancellationToken)
    {
        if (await sender.Send(new DiscardProfileDraft.Command(ProfileId, VersionId, Input.Revision), cancellationToken) is null) return NotFound();
        Notice = text["positions.discard.done"];
        return RedirectToPage("Profile", new { ProfileId });
    }

    public async Task<IReadOnlyList<FieldVersion>> CompareAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return View is null ? [] : StaleCells.Compare(text, display, View, Input.Cells, Input.Rows);
    }
}

/// <summary>Model of the side panel.</summary>
public sealed record CellPanel(ExplainProfileCell.Model Cell, ShowProfileVersion.Model Version);

/// <summary>Model of the consequence bar.</summary>
public sealed record ConsequenceBar(ShowProfileVersion.Model Version, PreviewConsequences.Model? Consequences);
