using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using JobAnalysis.Web.Http;
using JobAnalysis.Web.Http.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Access = JobAnalysis.Application.Access;

namespace JobAnalysis.Web.Pages.Account;

public sealed class SignInModel(ISender sender, IServiceProvider services) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    /// <summary>What led here: password-reset, signed-out.</summary>
    [BindProperty(SupportsGet = true, Name = "notice")]
    public string? AskedNotice { get; set; }

    public string? Notice => AskedNotice is "password-reset" or "signed-out" ? AskedNotice : null;

    [BindProperty]
    public Form Input { get; set; } = new();

    public sealed class Form
    {
        public string? UserName { get; set; }

        public string? Password { get; set; }
    }

    public Task LoadAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public string? FieldOf(string code) => code.StartsWith("common.text-", StringComparison.Ordinal) ? "Input.UserName" : null;

    public IActionResult OnGet() => User.AccountId is null ? Page() : LocalRedirect(LocalUrl.OrHome(ReturnUrl));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var result = await sender.Send(new Access.SignIn.Command(Input.UserName, Input.Password), cancellationToken);
        switch (result.Outcome)
        {
            case Access.SignInOutcome.SecondStep:
                services.GetRequiredService<SecondStep>().Begin(result);
                return RedirectToPage("/Account/TwoFactor", new { returnUrl = ReturnUrl });
            case Access.SignInOutcome.SignedIn:
                await HttpContext.SignInAsync(Principals.Of(result.AccountId));
                return LocalRedirect(LocalUrl.OrHome(ReturnUrl));
            default:
                throw new RuleViolationException("account.sign-in.refused");
        }
    }
}
