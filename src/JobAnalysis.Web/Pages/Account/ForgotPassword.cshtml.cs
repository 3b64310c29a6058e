using System.Diagnostics;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Account;

public sealed class ForgotPasswordModel(ISender sender) : PageModel, IFormPage
{
    /// <summary>Longer than either answer takes, so that the time does not tell whether there is an account (AB-15).</summary>
    private static readonly TimeSpan SameTime = TimeSpan.FromMilliseconds(400);

    [BindProperty(SupportsGet = true, Name = "sent")]
    public bool Sent { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public sealed class Form
    {
        public string? UserName { get; set; }
    }

    public Task LoadAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public string? FieldOf(string code) => "Input.UserName";

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await sender.Send(new RequestPasswordReset.Command(Input.UserName), cancellationToken);
        if (SameTime - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } rest) await Task.Delay(rest, cancellationToken);
        return RedirectToPage(new { sent = true });
    }
}
