using JobAnalysis.Application.Access;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using JobAnalysis.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Account;

public sealed class ResetPasswordModel(ISender sender) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true, Name = "code")]
    public string? Code { get; set; }

    [BindProperty]
    public NewPasswordForm Input { get; set; } = new();

    public Task LoadAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Input.CheckRepeated();
        await sender.Send(new ResetPassword.Command(Code, Input.NewPassword), cancellationToken);
        return RedirectToPage("/Account/SignIn", new { notice = "password-reset" });
    }
}

public class NewPasswordForm
{
    public string? NewPassword { get; set; }

    public string? Repeated { get; set; }

    /// <exception cref="RuleViolationException">The two differ.</exception>
    public void CheckRepeated()
    {
        if (!string.Equals(NewPassword, Repeated, StringComparison.Ordinal)) throw new RuleViolationException("account.password.differs") { Field = nameof(Repeated) };
    }
}
