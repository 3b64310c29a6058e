using Microsoft.AspNetCore.Authentication.Cookies;

namespace JobAnalysis.Web.Http.Sessions;

/// <summary>
/// A sign-in never sees the session cookie that came with it. The cookie handler would put the new sign-in under the old key,
/// and whoever planted that key in the browser would have the session (AB-21, fixation).
/// </summary>
internal sealed class SessionCookies : ICookieManager
{
    private readonly ChunkingCookieManager plain = new();

    public string? GetRequestCookie(HttpContext context, string key) => IsSignIn(context.Request) ? null : plain.GetRequestCookie(context, key);

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) => plain.AppendResponseCookie(context, key, value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => plain.DeleteCookie(context, key, options);

    private static bool IsSignIn(HttpRequest request) => request.IsUnsafe
        && (request.Path.Equals(AccountRoutes.SignIn, StringComparison.OrdinalIgnoreCase) || request.Path.Equals(AccountRoutes.TwoFactor, StringComparison.OrdinalIgnoreCase));
}

internal static class AccountRoutes
{
    public const string SignIn = "/account/sign-in";
    public const string TwoFactor = "/account/two-factor";
    public const string ForgotPassword = "/account/forgot-password";
    public const string ResetPassword = "/account/reset-password";
    public const string ExtendSession = "/account/extend-session";
}
