using Microsoft.AspNetCore.Diagnostics;

namespace JobAnalysis.Web.Http;

/// <summary>Where the small forms of the header lead back to: the page that the reader sees, if it can be opened by its address.</summary>
internal static class ReturnAddress
{
    public static string Of(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || context.Features.Get<ErrorPages.FailedPost>() is not null || ErrorPages.Of(context) is not null)
        {
            return "/";
        }

        var failed = context.Features.Get<IStatusCodeReExecuteFeature>();
        var path = failed is null ? context.Request.Path : new PathString(failed.OriginalPath);
        var query = failed is null ? context.Request.QueryString : new QueryString(failed.OriginalQueryString ?? "");
        return LocalUrl.OrHome(path.ToUriComponent() + query.ToUriComponent());
    }
}
