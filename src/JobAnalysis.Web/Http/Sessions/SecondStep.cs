using System.Globalization;
using System.Security.Cryptography;
using JobAnalysis.Application.Access;
using Microsoft.AspNetCore.DataProtection;

namespace JobAnalysis.Web.Http.Sessions;

/// <summary>Who passed the first step of signing in, for five minutes, in a protected cookie that opens nothing.</summary>
internal sealed class SecondStep(IDataProtectionProvider protection, IHttpContextAccessor http, TimeProvider clock)
{
    private const string Cookie = "ja-second-step";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly IDataProtector protector = protection.CreateProtector("JobAnalysis.SecondStep");

    private HttpContext Context => http.HttpContext!;

    public void Begin(SignInResult first)
    {
        var end = (clock.GetUtcNow() + Patience).ToUnixTimeSeconds();
        Context.Response.Cookies.Append(Cookie, protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{first.AccountId}|{end}|{first.SecurityStamp}")), Options());
    }

    /// <summary>Null: the first step was not done in this browser, or too long ago.</summary>
    public (Guid AccountId, string SecurityStamp)? Find()
    {
        if (Context.Request.Cookies[Cookie] is not { Length: > 0 and < 2000 } cookie) return null;
        try
        {
            return protector.Unprotect(cookie).Split('|') is [var account, var end, var stamp]
                && Guid.TryParse(account, out var id) && long.TryParse(end, CultureInfo.InvariantCulture, out var seconds) && clock.GetUtcNow().ToUnixTimeSeconds() < seconds
                ? (id, stamp)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void End() => Context.Response.Cookies.Delete(Cookie, Options());

    private CookieOptions Options() => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = Context.Request.IsHttps, IsEssential = true, Path = "/account" };
}
