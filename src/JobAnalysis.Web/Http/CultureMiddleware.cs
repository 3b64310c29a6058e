using System.Globalization;

namespace JobAnalysis.Web.Http;

/// <summary>Outermost, because a culture set further in would be lost when an error page is drawn.</summary>
internal sealed class CultureMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Culture.Of(context.Request);
        context.Response.Headers.ContentLanguage = Culture.Language;
        await next(context);
    }
}
