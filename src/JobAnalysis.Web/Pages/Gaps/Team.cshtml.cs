using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Gaps;

/// <summary>職能落差 of a unit.</summary>
public sealed class TeamModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public TeamChoice Choice { get; set; } = new();

    public ListTeamGaps.Model View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await sender.Send(Choice.ToQuery(), cancellationToken) is not { } view) return NotFound();
        View = view;
        return Page();
    }

    /// <summary>The same page with one choice changed; null keeps what is chosen.</summary>
    public string With(bool? tree = null, LevelSource? source = null) =>
        Url.Page("/Gaps/Team", Choice.Route(tree, source))!;

    public string Export(string format) => Url.Page("/Gaps/ExportTeam", new Dictionary<string, object?>(Choice.Route(), StringComparer.Ordinal) { ["format"] = format })!;
}

/// <summary>What of a team is shown; stands in the address, so that a page can be sent to a colleague.</summary>
public sealed class TeamChoice
{
    [FromQuery(Name = "unit")]
    public Guid? Unit { get; set; }

    /// <summary>本單位及所轄.</summary>
    [FromQuery(Name = "tree")]
    public bool Tree { get; set; }

    [FromQuery(Name = "source")]
    public LevelSource Source { get; set; }

    [FromQuery(Name = "tier")]
    public Tier? Tier { get; set; }

    [FromQuery(Name = "p")]
    public int PageNumber { get; set; } = 1;

    public ListTeamGaps.Query ToQuery(bool allRows = false) => new(Unit, Tree, Source, Tier, PageNumber, allRows);

    public Dictionary<string, object?> Route(bool? tree = null, LevelSource? source = null) => new(StringComparer.Ordinal)
    {
        ["unit"] = Unit,
        ["tree"] = (tree ?? Tree) ? "true" : null,
        ["source"] = (source ?? Source) is var chosen and not LevelSource.Accepted ? chosen.ToString().ToLowerInvariant() : null,
        ["tier"] = Tier?.ToString().ToLowerInvariant(),
    };
}
