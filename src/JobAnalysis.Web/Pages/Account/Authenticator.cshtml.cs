using JobAnalysis.Application.Access;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using JobAnalysis.Web.Http;
using JobAnalysis.Web.Http.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;

namespace JobAnalysis.Web.Pages.Account;

public sealed class AuthenticatorModel(ISender sender) : PageModel, IFormPage
{
    private const string Issuer = "JobAnalysis";

    [BindProperty(SupportsGet = true, Name = "disabled")]
    public bool Disabled { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public sealed class Form
    {
        public string? CurrentPassword { get; set; }

        public string? Code { get; set; }
    }

    public ShowAuthenticator.View View { get; private set; } = null!;

    /// <summary>Recovery codes made by this request; never shown again.</summary>
    public IReadOnlyList<string> NewCodes { get; private set; } = [];

    public string SpacedKey => string.Join(' ', View.PendingKey!.Chunk(4).Select(part => new string(part)));

    /// <summary>The QR code as a data: image, which the content security policy allows; an inline style it would not.</summary>
    public string QrCode
    {
        get
        {
            var address = $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(View.UserName)}?secret={View.PendingKey}&issuer={Issuer}&digits=6&period=30";
            using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
            using var code = new PngByteQRCode(data);
            return $"data:image/png;base64,{Convert.ToBase64String(code.GetGraphic(6))}";
        }
    }

    public async Task LoadAsync(CancellationToken cancellationToken) => View = await sender.Send(new ShowAuthenticator.Query(), cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostBeginAsync(CancellationToken cancellationToken)
    {
        await sender.Send(new BeginAuthenticator.Command(), cancellationToken);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostEnableAsync(CancellationToken cancellationToken) =>
        await ShowCodes(await sender.Send(new EnableAuthenticator.Command(HttpContext.OpenSession!.Id, Input.CurrentPassword, Input.Code), cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostRenewAsync(CancellationToken cancellationToken) =>
        await ShowCodes(await sender.Send(new RenewRecoveryCodes.Command(Input.CurrentPassword), cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostDisableAsync(CancellationToken cancellationToken) =>
        await sender.Send(new DisableAuthenticator.Command(HttpContext.OpenSession!.Id, Input.CurrentPassword), cancellationToken)
            ? RedirectToPage(new { disabled = true })
            : throw WrongPassword();

    // The one page that answers a POST itself: after a redirect the codes would have to be kept somewhere.
    private async Task<IActionResult> ShowCodes(AuthenticatorChange change, CancellationToken cancellationToken)
    {
        if (change.Outcome is AuthenticatorOutcome.WrongPassword) throw WrongPassword();
        if (change.Outcome is AuthenticatorOutcome.WrongCode) throw new RuleViolationException("account.authenticator.wrong-code") { Field = nameof(Input.Code) };
        NewCodes = change.RecoveryCodes;
        await LoadAsync(cancellationToken);
        return Page();
    }

    private RuleViolationException WrongPassword() => new("account.password.wrong") { Field = nameof(Input.CurrentPassword) };
}
