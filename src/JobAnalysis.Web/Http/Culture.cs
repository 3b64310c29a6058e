using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace JobAnalysis.Web.Http;

/// <summary>The two languages of the product, and which of them a request gets: cookie, then browser, then Chinese.</summary>
public static class Culture
{
    public static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hant-TW");
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    public static bool IsEnglish => CultureInfo.CurrentUICulture.Name == English.Name;

    /// <summary>The lang attribute of the page.</summary>
    public static string Language => CultureInfo.CurrentUICulture.Name;

    public static CultureInfo? Named(string? name) => name == Chinese.Name ? Chinese : name == English.Name ? English : null;

    internal static CultureInfo Of(HttpRequest request)
    {
        var cookie = request.Cookies[CookieRequestCultureProvider.DefaultCookieName];
        if (cookie is { Length: < 100 } && CookieRequestCultureProvider.ParseCookieValue(cookie) is { UICultures: [var chosen, ..] } &&
            Named(chosen.Value) is { } culture)
        {
            return culture;
        }

        foreach (var language in request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1))
        {
            if (language.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase))
            {
                return Chinese;
            }

            if (language.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            {
                return English;
            }
        }

        return Chinese;
    }
}
