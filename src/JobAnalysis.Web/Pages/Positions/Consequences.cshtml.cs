using JobAnalysis.Application.Messaging;
using JobAnalysis.Application.Positions;
using JobAnalysis.Domain.Gaps;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Positions;

/// <summary>看名單.</summary>
public sealed class ConsequencesModel(ISender sender) : PageModel
{
    [FromRoute]
    public Guid ProfileId { get; set; }

    [FromRoute]
    public Guid VersionId { get; set; }

    [FromQuery(Name = "effect")]
    public ConsequencePreview.Effect? Effect { get; set; }

    [FromQuery(Name = "p")]
    public int PageNumber { get; set; } = 1;

    public ListConsequences.Model View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || PageNumber is < 1 or > 10_000 || (Effect is { } effect && !Enum.IsDefined(effect))) return NotFound();
        if (await sender.Send(new ListConsequences.Query(ProfileId, VersionId, Effect, PageNumber), cancellationToken) is not { } view) return NotFound();
        View = view;
        return Page();
    }
}
