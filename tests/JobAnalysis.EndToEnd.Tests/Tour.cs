using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace JobAnalysis.EndToEnd.Tests;

/// <summary>Walks every link a role is offered, one address for each route, so that a new page is tested without being listed.</summary>
internal static partial class Tour
{
    /// <summary>Addresses by route, in the order found. A route is the path with its ids replaced.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> WalkAsync(IPage page)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        Queue<string> open = new(["/"]);
        while (open.TryDequeue(out var address))
        {
            if (!found.TryAdd(RouteOf(address), address)) continue;
            var response = await page.GotoAsync(address);
            Assert.True(response?.Status == 200, $"{address} answered {response?.Status}");
            foreach (var link in await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"))
            {
                if (InApp(new Uri(new Uri(page.Url), link), page.Url) is { } inside && !found.ContainsKey(RouteOf(inside))) open.Enqueue(inside);
            }
        }

        return found;
    }

    public static string RouteOf(string address) => Ids().Replace(address.Split('?', '#')[0], "{id}");

    private static string? InApp(Uri link, string current) =>
        link.Authority == new Uri(current).Authority && !link.AbsolutePath.Contains("/export", StringComparison.Ordinal) && !link.AbsolutePath.Contains("/lib/", StringComparison.Ordinal) ? link.PathAndQuery : null;

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}", RegexOptions.NonBacktracking)]
    private static partial Regex Ids();
}
