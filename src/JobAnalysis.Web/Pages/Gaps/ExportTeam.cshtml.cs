using JobAnalysis.Application.Exchange;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Gaps;

/// <summary>The team table as a file, with the run it comes from and the purpose it may serve.</summary>
public sealed class ExportTeamModel(ISender sender, TeamTable table) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public TeamChoice Choice { get; set; } = new();

    [FromQuery(Name = "format")]
    public ExportFormat Format { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!Enum.IsDefined(Format) || await sender.Send(new ExportTeamGaps.Query(Choice.ToQuery(allRows: true)), cancellationToken) is not { Basis: { } basis } view) return NotFound();
        var file = ExportWriter.Write(table.Of(view, Choice.Source), Format, $"gaps-{basis.AsOf:yyyyMMdd}-run{basis.PublicationId}");
        return File(file.Content, file.ContentType, file.FileName);
    }
}
