using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using JobAnalysis.Web.Http;
using JobAnalysis.Web.Http.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Access = JobAnalysis.Application.Access;

namespace JobAnalysis.Web.Pages.Account;

public sealed class TwoFactorModel(ISender sender, IServiceProvider services) : PageModel, IFormPage
{
    private readonly SecondStep step = services.GetRequiredService<SecondStep>();

    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public sealed class Form
    {
        public string? Code { get; set; }
    }

    public Task LoadAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public string? FieldOf(string code) => "Input.Code";

    public IActionResult OnGet() => step.Find() is null ? Restart() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (step.Find() is not { } first) return Restart();
        var result = await sender.Send(new Access.VerifySecondStep.Command(first.AccountId, first.SecurityStamp, Input.Code), cancellationToken);
        if (result.Outcome is not Access.SignInOutcome.SignedIn) throw new RuleViolationException("account.two-factor.refused");
        step.End();
        await HttpContext.SignInAsync(Principals.Of(result.AccountId));
        return LocalRedirect(LocalUrl.OrHome(ReturnUrl));
    }

    private RedirectToPageResult Restart() => RedirectToPage("/Account/SignIn", new { returnUrl = ReturnUrl });
}
