using JobAnalysis.Application.Access;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using JobAnalysis.Web.Http;
using JobAnalysis.Web.Http.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Account;

public sealed class ChangePasswordModel(ISender sender, Text text) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true, Name = "changed")]
    public bool Changed { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public sealed class Form : NewPasswordForm
    {
        public string? CurrentPassword { get; set; }
    }

    public string? LabelOf(string field) => field switch
    {
        "Input.CurrentPassword" => text["account.password.current"],
        "Input.NewPassword" => text["account.password.new"],
        _ => null,
    };

    public Task LoadAsync(CancellationToken cancellationToken)
    {
        Changed = false;
        return Task.CompletedTask;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Input.CheckRepeated();
        if (!await sender.Send(new ChangePassword.Command(HttpContext.OpenSession!.Id, Input.CurrentPassword, Input.NewPassword), cancellationToken))
            throw new RuleViolationException("account.password.wrong") { Field = nameof(Input.CurrentPassword) };
        return RedirectToPage(new { changed = true });
    }
}
