using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.Web.Tests.Access;

/// <summary>Abuse cases of security-reliability.md B2 about the request itself: verbs, tokens, unreadable forms, caches.</summary>
[Collection(nameof(MatrixCollection))]
public sealed class RequestAbuseTests(MatrixSite site)
{
    private MatrixWorld World => site.World;

    [Fact]
    public async Task AB_10_HEAD_opens_nothing_that_GET_does_not()
    {
        foreach (var role in (string[])["EM", "MG", "HRA", "SA"])
            foreach (var address in (string[])["/team/gaps", "/organization/gaps", $"/people/{Find("person", role, MatrixWorld.Other).Id}/gaps", "/runs", "/team/gaps/export?format=csv"])
                Assert.Equal(await StatusAsync(role, address), (await site.SendAsync(site.BrowserOf(role), "HEAD", address, "", [])).Status);
    }

    [Fact]
    public async Task AB_11_a_post_without_the_token_of_this_session_changes_nothing()
    {
        var before = await site.FingerprintAsync();
        var (mine, others, visitors) = (site.BrowserOf("HRA"), site.BrowserOf("MG").Token, site.BrowserOf("AN").Token);
        foreach (var row in MatrixFile.Rows.Where(r => r.Verb == "POST" && r.Pattern != "-"))
        {
            var address = System.Text.RegularExpressions.Regex.Replace(row.Address, "\\{[^}]+\\}", MatrixWorld.Missing.ToString(), System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
            if (row.Method.Split(' ') is [_, var handler]) address += "?handler=" + handler;
            foreach (var token in (string[])["", others, visitors, "CfDJ8nonsense"])
            {
                var answer = await site.SendAsync((mine.Browser, token), "POST", address, row.Body.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal), []);
                Assert.True(answer.Status == 400, $"{row}: {answer.Status}");
            }
        }

        Assert.Equal(200, await StatusAsync("HRA", "/organization/gaps"));
        Assert.Equal(before, await site.FingerprintAsync());
    }

    [Fact]
    public async Task AB_11_no_GET_changes_anything_but_the_record_of_reading()
    {
        var before = await site.FingerprintAsync();
        foreach (var role in (string[])["EM", "MG", "HRH"])
            foreach (var row in MatrixFile.Rows.Where(r => r.Verb == "GET"))
                foreach (var (_, thing) in World.FamilyOf(row.Address) is { } family ? World.KindsOf(family, World.Actor(role)) : [("", null!)])
                {
                    var address = World.Fill(row.Address, thing is null ? null : World.FamilyOf(row.Address), thing);
                    await GetAsync(role, row.Method.Split(' ') is [_, var handler] ? address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "handler=" + handler : address);
                }

        Assert.Equal(before, await site.FingerprintAsync());
    }

    [Fact]
    public async Task A_form_that_cannot_be_read_about_what_is_absent_is_404_as_the_page_is()
    {
        foreach (var role in (string[])["EM", "MG", "HRH"])
            foreach (var row in MatrixFile.Rows.Where(r => r.Verb == "POST" && r.Cells[role].StatusOf(MatrixWorld.Nonexistent) is 404 && World.FamilyOf(r.Address) is not null))
            {
                var family = World.FamilyOf(row.Address)!;
                List<MatrixSite.Answer> answers = [];
                foreach (var (kind, thing) in World.KindsOf(family, World.Actor(role)).Where(k => k.Kind is MatrixWorld.Other or MatrixWorld.Nonexistent))
                {
                    var address = World.Fill(row.Address, family, thing);
                    if (row.Method.Split(' ') is [_, var handler]) address += "?handler=" + handler;
                    var answer = await site.SendAsync(site.BrowserOf(role), "POST", address, "Input.Revision=many&Input.Reason=\u0001", [thing.Id.ToString(), $"{thing.Parent}"]);
                    Assert.True(answer.Status == 404, $"{role} {kind} {row}: {answer.Status}");
                    answers.Add(answer);
                }

                Assert.All(answers, answer => Assert.Equal((answers[0].Body, answers[0].Headers), (answer.Body, answer.Headers)));
            }
    }

    [Fact]
    public async Task AB_38_nothing_that_a_signed_in_reader_gets_is_kept_by_anybody()
    {
        foreach (var row in MatrixFile.Rows.Where(r => r.Verb == "GET" && World.FamilyOf(r.Address) is null && !r.Address.Contains('{', StringComparison.Ordinal)))
        {
            var answer = await GetAsync("HRA", row.Address);
            Assert.True(answer.Headers.Contains("Cache-Control: no-store", StringComparison.Ordinal), $"{row}\n{answer.Headers}");
        }

        var file = await GetAsync("HRA", "/team/gaps/export?format=xlsx");
        Assert.Contains("Cache-Control: no-store", file.Headers, StringComparison.Ordinal);
    }

    private Thing Find(string family, string role, string kind) => World.KindsOf(family, World.Actor(role)).First(k => k.Kind == kind).Thing;

    private IEnumerable<string> Patterns() => site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null).Select(e => e.RoutePattern.RawText!.Trim('/')).Where(p => p != "account/sign-out").Distinct(StringComparer.OrdinalIgnoreCase);

    private Task<MatrixSite.Answer> GetAsync(string role, string address) => site.SendAsync(site.BrowserOf(role), "GET", address, "", []);

    private Task<MatrixSite.Answer> PostAsync(string role, string address, string body) => site.SendAsync(site.BrowserOf(role), "POST", address, body, []);

    private async Task<int> StatusAsync(string role, string address) => (await GetAsync(role, address)).Status;

    private Task<ListOrganizationTotals.Model> TotalsAsync(string role, Guid? agency, bool firstLevelOnly) => site.UseAsync(async services =>
    {
        services.GetRequiredService<RequestContext>().Actor = await services.GetRequiredService<ActorResolver>().Resolve(World.Actor(role).Account!.Value, null, default);
        return (await services.GetRequiredService<ISender>().Send(new ListOrganizationTotals.Query(agency, firstLevelOnly)))!;
    });
}
