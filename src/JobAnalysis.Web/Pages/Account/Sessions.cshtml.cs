using JobAnalysis.Application.Access;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Web.Http;
using JobAnalysis.Web.Http.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Account;

public sealed class SessionsModel(ISender sender, Text text) : PageModel, IFormPage
{
    private static readonly (string Sign, string Name)[] Browsers = [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    private static readonly (string Sign, string Name)[] Systems = [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iPadOS"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    /// <summary>How many were ended just now.</summary>
    [BindProperty(SupportsGet = true, Name = "ended")]
    public int? Ended { get; set; }

    public IReadOnlyList<ListSessions.Row> Sessions { get; private set; } = [];

    public Guid Current => HttpContext.OpenSession!.Id;

    public async Task LoadAsync(CancellationToken cancellationToken) => Sessions = await sender.Send(new ListSessions.Query(), cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostEndAsync(Guid sessionId, CancellationToken cancellationToken) =>
        await sender.Send(new EndSession.Command(sessionId), cancellationToken) ? RedirectToPage(new { ended = 1 }) : NotFound();

    public async Task<IActionResult> OnPostEndOthersAsync(CancellationToken cancellationToken) =>
        RedirectToPage(new { ended = await sender.Send(new EndOtherSessions.Command(Current), cancellationToken) });

    /// <summary>"Firefox, Windows": enough to recognise a device; the whole header tells nobody anything.</summary>
    public string BrowserOf(ListSessions.Row session)
    {
        string[] known = [.. new[] { Find(Browsers, session.Browser), Find(Systems, session.Browser) }.OfType<string>()];
        return known.Length == 0 ? text["account.sessions.unknown"] : string.Join(text["common.separator"], known);
    }

    private static string? Find((string Sign, string Name)[] signs, string? browser) =>
        signs.Where(sign => browser?.Contains(sign.Sign, StringComparison.Ordinal) is true).Select(sign => sign.Name).FirstOrDefault();
}
