using JobAnalysis.Application.Frameworks;
using JobAnalysis.Application.Messaging;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Frameworks;

/// <summary>職能框架.</summary>
public sealed class IndexModel(ISender sender) : PageModel
{
    public IReadOnlyList<ListFrameworks.Row> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Rows = await sender.Send(new ListFrameworks.Query(), cancellationToken);
}
