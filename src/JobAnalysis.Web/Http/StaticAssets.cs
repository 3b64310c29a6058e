namespace JobAnalysis.Web.Http;

/// <summary>A versioned address never changes its bytes and is kept for a year; any other is asked for again.</summary>
internal static class StaticAssets
{
    public static StaticFileOptions Options { get; } = new()
    {
        OnPrepareResponse = file =>
        {
            var request = file.Context.Request;
            var versioned = request.Query.ContainsKey("v") || request.Path.StartsWithSegments("/lib", StringComparison.Ordinal);
            file.Context.Response.Headers.CacheControl = versioned ? "public, max-age=31536000, immutable" : "public, no-cache";
        },
    };
}
