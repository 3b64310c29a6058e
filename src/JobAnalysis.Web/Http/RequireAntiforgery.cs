using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Http;

/// <summary>Razor Pages check the token themselves; this checks it for every other endpoint that changes something.</summary>
internal sealed class RequireAntiforgery(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint is not null && endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null && context.Request.IsUnsafe)
        {
            await antiforgery.ValidateRequestAsync(context);
        }

        await next(context);
    }
}
