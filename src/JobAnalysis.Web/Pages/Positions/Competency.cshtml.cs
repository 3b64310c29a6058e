using System.Globalization;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Application.Positions;
using JobAnalysis.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Positions;

/// <summary>One competency of a version in its three tiers: the whole of the grid's work without JavaScript.</summary>
public sealed class CompetencyModel(ISender sender, Text text, Display display) : PageModel, IVersionedForm
{
    [BindProperty]
    public Form Input { get; set; } = new(0, null, null);

    [FromRoute]
    public Guid ProfileId { get; set; }

    [FromRoute]
    public Guid VersionId { get; set; }

    [FromRoute]
    public Guid CompetencyId { get; set; }

    [TempData]
    public string? Notice { get; set; }

    public ShowProfileVersion.Model View { get; private set; } = null!;

    public IReadOnlyList<ExplainProfileCell.Model> Cells { get; private set; } = [];

    public bool Exists => Cells.Count > 0;

    public ProfileTableRow Row => View.Rows.First(r => r.Competency.CompetencyId == CompetencyId);

    public sealed record Form(long Revision, IReadOnlyList<SetProfileCells.Cell>? Cells, IReadOnlyList<SetProfileCells.Row>? Rows);

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        View = (await sender.Send(new ShowProfileVersion.Query(ProfileId, VersionId), cancellationToken))!;
        if (View?.Rows.Any(r => r.Competency.CompetencyId == CompetencyId) is not true) return;
        List<ExplainProfileCell.Model> cells = [];
        foreach (var cell in Row.Cells)
            if (await sender.Send(new ExplainProfileCell.Query(ProfileId, VersionId, CompetencyId, cell.Tier), cancellationToken) is { } explained) cells.Add(explained);
        Cells = cells;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (Cells.Count == 0) return NotFound();
        Input = new(View.Revision, [.. Row.Cells.Select(c => new SetProfileCells.Cell(CompetencyId, c.Tier, c.Own?.ToString(CultureInfo.InvariantCulture), c.IsCritical, c.Reason))],
            [new(CompetencyId, Row.ImportanceIsOwn ? Row.Importance.ToString(CultureInfo.InvariantCulture) : null)]);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await sender.Send(new SetProfileCells.Command(ProfileId, VersionId, Input.Revision, Input.Cells, Input.Rows), cancellationToken) is not { } saved) return NotFound();
        Notice = text["positions.grid.saved", display.Time(saved.SavedAt)];
        return RedirectToPage();
    }

    public string? LabelOf(string field) => Enumerable.Range(0, Cells.Count).Where(i => field.StartsWith($"Input.Cells[{i}].", StringComparison.Ordinal)).Select(i => display.TierName(Typed(i).Tier)).FirstOrDefault();

    public async Task<IReadOnlyList<FieldVersion>> CompareAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return View is null ? [] : StaleCells.Compare(text, display, View, Input.Cells, Input.Rows);
    }

    /// <summary>The cell as typed, or as stored where the form did not send it.</summary>
    public SetProfileCells.Cell Typed(int i) => Input.Cells is { } cells && i < cells.Count
        ? cells[i]
        : new(CompetencyId, Row.Cells[i].Tier, Row.Cells[i].Own?.ToString(CultureInfo.InvariantCulture), Row.Cells[i].IsCritical, Row.Cells[i].Reason);
}
