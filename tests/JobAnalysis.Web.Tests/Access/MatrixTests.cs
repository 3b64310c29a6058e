using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.Web.Tests.Access;

/// <summary>
/// Drives every route as every role with ids of own, own subtree, same agency, subordinate agency, other agency and nonexistent, from matrix.csv.
/// Posts carry a body that authorization lets through and the use case refuses (422) or finds stale (409): nothing is consumed, so that no order matters.
/// Where a use case has no body that it refuses, the post may be repeated (302) or runs in a session of its own (sign-out).
/// </summary>
[Collection(nameof(MatrixCollection))]
public sealed class MatrixTests(MatrixSite site)
{
    public static IEnumerable<TheoryDataRow<int>> Lines => MatrixFile.Rows.Select(row => new TheoryDataRow<int>(row.Line) { TestDisplayName = $"{row.Method} {row.Address}" });

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Every_role_gets_what_the_matrix_says(int line)
    {
        var row = MatrixFile.Rows.Single(r => r.Line == line);
        var faults = new ConcurrentBag<string>();
        var family = site.World.FamilyOf(row.Address + row.Body);
        await Parallel.ForEachAsync(MatrixFile.Roles, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (role, _) =>
        {
            foreach (var fault in await FaultsOf(row, role, family)) faults.Add(fault);
        });
        Assert.True(faults.IsEmpty, $"{row}\n{string.Join('\n', faults.Order(StringComparer.Ordinal))}");
    }

    [Fact]
    public async Task Every_route_is_in_the_matrix_and_every_row_is_a_route()
    {
        var routes = await Routes();
        var rows = MatrixFile.Rows.Where(r => r.Pattern != "-").ToArray();
        // A row may say that a verb is refused by a route that does not have it.
        var refused = rows.Where(r => routes.Any(route => route.Pattern == r.Pattern) && r.Cells.Values.All(cell => cell.Text is "405" or "404" or "L")).Select(r => r.Key);
        Assert.Empty(routes.Select(r => $"{r.Method} {r.Pattern}").Except(rows.Select(r => r.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Empty(rows.Select(r => r.Key).Except(routes.Select(r => $"{r.Method} {r.Pattern}"), StringComparer.Ordinal).Except(refused, StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_matrix_tries_more_than_a_thousand_cases()
    {
        var cases = MatrixFile.Rows.Sum(row => site.World.FamilyOf(row.Address + row.Body) is { } family
            ? MatrixFile.Roles.Sum(role => site.World.KindsOf(family, site.World.Actor(role)).Count())
            : MatrixFile.Roles.Length);
        Assert.True(cases > 1000, $"{cases} cases");
    }

    private async Task<List<string>> FaultsOf(MatrixRow row, string role, string? family)
    {
        var actor = site.World.Actor(role);
        var cell = row.Cells[role];
        List<string> faults = [];
        List<(string Kind, MatrixSite.Answer Answer)> absent = [];
        var kinds = family is null ? [("", null)] : site.World.KindsOf(family, actor).Select(k => (k.Kind, (Thing?)k.Thing)).ToArray();
        faults.AddRange(cell.Named.Where(named => family is not null && kinds.All(k => k.Item1 != named)).Select(named => $"{role}: the demo has no {family} of kind {named}"));
        foreach (var (kind, thing) in kinds)
        {
            var answer = await AskAsync(row, actor, family, thing);
            var expected = cell.StatusOf(kind);
            var isRight = cell.IsSignIn ? answer.Status == 302 && answer.Location?.StartsWith("/account/sign-in", StringComparison.Ordinal) is true
                : expected is { } status ? answer.Status == status
                : row.Allowed.Contains(answer.Status) && answer.Location?.StartsWith("/account/sign-in?returnUrl", StringComparison.Ordinal) is not true;
            if (!isRight) faults.Add($"{role} {kind}: {answer.Status}{(answer.Location is null ? "" : " -> " + answer.Location)} instead of {(cell.IsSignIn ? "the sign-in page" : expected?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? string.Join('|', row.Allowed))}");
            if (expected == 404 && kind is MatrixWorld.Agency or MatrixWorld.Other or MatrixWorld.Nonexistent && !cell.IsSignIn && answer.Status == 404) absent.Add((kind, answer));
        }

        if (absent.Find(a => a.Kind == MatrixWorld.Nonexistent) is { Answer: { } never })
            faults.AddRange(absent.Where(a => a.Kind != MatrixWorld.Nonexistent).SelectMany(a => Differences(a.Answer, never).Select(difference => $"{role} {a.Kind} differs from nonexistent: {difference}")));
        return faults;
    }

    private static IEnumerable<string> Differences(MatrixSite.Answer answer, MatrixSite.Answer never)
    {
        if (answer.Headers != never.Headers) yield return $"headers\n{answer.Headers}\n-- and\n{never.Headers}";
        if (answer.Body != never.Body) yield return $"body at {Apart(answer.Body, never.Body)}";
        if (never.Statements.Count == 0) yield return "no SQL was heard";
        if (!answer.Statements.SequenceEqual(never.Statements, StringComparer.Ordinal))
            yield return $"SQL: {answer.Statements.Count} and {never.Statements.Count} texts; first that differs: {answer.Statements.Except(never.Statements).Concat(never.Statements.Except(answer.Statements)).FirstOrDefault()?.ReplaceLineEndings(" ")}";
    }

    private static string Apart(string one, string other)
    {
        var at = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{at}: {one.Skip(Math.Max(0, at - 40)).Take(120).Aggregate("", (text, c) => text + c)} | {other.Skip(Math.Max(0, at - 40)).Take(120).Aggregate("", (text, c) => text + c)}";
    }

    private async Task<MatrixSite.Answer> AskAsync(MatrixRow row, MatrixActor actor, string? family, Thing? thing)
    {
        var isSignOut = row.Pattern == "account/sign-out" && row.Verb == "POST";
        var from = isSignOut ? await site.OpenAsync(actor) : site.BrowserOf(actor.Role);
        var address = Fill(row.Address);
        if (row.Method.Split(' ') is [_, var handler]) address += (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "handler=" + handler;
        string[] ids = thing is null ? [] : [.. new[] { thing.Id, thing.Parent }.OfType<Guid>().Select(id => id.ToString())];
        return await site.SendAsync(from, row.Verb, address, Fill(row.Body), ids);

        string Fill(string text) => site.World.Fill(text, family, thing);
    }

    private async Task<List<(string Pattern, string Method)>> Routes()
    {
        List<(string, string)> routes = [];
        var loader = site.Services.GetRequiredService<PageLoader>();
        foreach (var endpoint in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var pattern = endpoint.RoutePattern.RawText!.Trim('/').ToLowerInvariant();
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var compiled = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
                // A page without a handler for GET is shown all the same.
                routes.AddRange(compiled.HandlerMethods.Select(h => (h.HttpMethod.ToUpperInvariant(), h.Name)).Append(("GET", null)).Distinct().Select(h => (pattern, h.Item2 is null ? h.Item1 : $"{h.Item1} {h.Item2}")));
            }
            else
            {
                var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"];
                routes.AddRange(methods.Select(method => (pattern, method)));
            }
        }

        return [.. routes.Distinct()];
    }
}
