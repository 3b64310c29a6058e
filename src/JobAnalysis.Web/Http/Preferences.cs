using Microsoft.AspNetCore.Localization;

namespace JobAnalysis.Web.Http;

/// <summary>Language, theme and era: small forms of the header that work without JavaScript and for visitors.</summary>
internal static class Preferences
{
    private const string ThemeCookie = "ja-theme";

    /// <summary>Null: as the reader's system.</summary>
    public static string? Theme(HttpRequest request) => AcceptTheme(request.Cookies[ThemeCookie]);

    extension(WebApplication app)
    {
        public void MapPreferences()
        {
            app.MapPost("/language", context => Keep(context, "culture", CookieRequestCultureProvider.DefaultCookieName, static value =>
                Culture.Named(value) is { } culture ? CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)) : null));
            app.MapPost("/theme", context => Keep(context, "theme", ThemeCookie, AcceptTheme));
            app.MapPost("/era", context => Keep(context, "era", Display.EraCookie, static value => value is Display.WesternEra or "roc" ? value : null));
        }
    }

    private static string? AcceptTheme(string? value) => value is "light" or "dark" ? value : null;

    private static async Task Keep(HttpContext context, string field, string cookie, Func<string?, string?> accept)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (accept(form[field].ToString()) is not { } value)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        context.Response.Cookies.Append(cookie, value, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            IsEssential = true,
            HttpOnly = cookie != ThemeCookie, // site.js writes the theme
        });
        context.Response.Redirect(LocalUrl.OrHome(form["returnUrl"]));
    }
}
