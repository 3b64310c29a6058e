using System.Collections.Frozen;

namespace JobAnalysis.Web.Http;

/// <summary>The whole list of what a visitor may open; every other route asks for a sign-in.</summary>
internal static class AnonymousRoutes
{
    private static readonly FrozenSet<string> Patterns = new[]
    {
        "account/sign-in",
        "account/two-factor",
        "account/forgot-password",
        "account/reset-password",
        "accessibility",
        "status",
        "language",
        "theme",
        "health/live",
        "health/ready",
        "health/runs",
        "health/disk",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Contains(Endpoint? endpoint) => endpoint is RouteEndpoint route && Patterns.Contains(route.RoutePattern.RawText?.Trim('/') ?? "");
}
