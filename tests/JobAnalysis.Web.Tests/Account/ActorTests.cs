using System.Net;
using JobAnalysis.Application.Data;
using JobAnalysis.TestKit;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.Web.Tests.Account;

public sealed class ActorTests(DemoWebFixture site) : IClassFixture<DemoWebFixture>
{
    /// <summary>Whatever is not here asks for a sign-in; a new line here is a decision.</summary>
    private static readonly string[] OpenToVisitors =
        ["/account/forgot-password", "/account/reset-password", "/account/sign-in", "/account/two-factor", "/accessibility"];

    [Fact]
    public async Task The_header_says_who_reads()
    {
        using var browser = await site.SignInAsync("unit-head@demo.example", DemoPassword);
        var page = await browser.ReadAsync("/account/sessions");
        var (agency, unit, name, title) = await site.UseAsync(async services =>
        {
            var db = services.GetRequiredService<JobAnalysisDb>();
            var account = await services.GetRequiredService<AccountsDb>().Users.Where(a => a.UserName == "unit-head@demo.example").SingleAsync();
            var actor = await services.GetRequiredService<Application.Access.ActorResolver>().Resolve(account.Id, null, default);
            services.GetRequiredService<Application.Access.RequestContext>().Actor = actor;
            var post = await db.Appointments.Where(a => a.PersonId == actor.PersonId && a.Kind == Domain.Organizations.AppointmentKind.Regular && a.SupersededAt == null && a.ValidTo == null).SingleAsync();
            var facts = await db.PositionFacts.Where(f => f.PositionId == post.PositionId && f.SupersededAt == null && f.ValidTo == null).SingleAsync();
            var place = await db.PositionPlacements.Where(p => p.PositionId == post.PositionId && p.SupersededAt == null && p.ValidTo == null).SingleAsync();
            return (
                (await db.Organizations.SingleAsync(o => o.Id == actor.OrganizationId)).Name.ZhHant,
                (await db.Units.SingleAsync(u => u.Id == place.UnitId)).Name.ZhHant,
                (await db.People.SingleAsync(p => p.Id == actor.PersonId)).Name,
                facts.Title.ZhHant);
        });
        Assert.Contains($"{agency}", page, StringComparison.Ordinal);
        Assert.Contains($"{unit}", page, StringComparison.Ordinal);
        Assert.Contains($"{name}", page, StringComparison.Ordinal);
        Assert.Contains($"{title}", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/team/gaps\" aria-current=\"page\"", await browser.ReadAsync("/team/gaps"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_demo_sign_in_works()
    {
        foreach (var account in DemoDatabase.Accounts)
        {
            using var browser = await site.SignInAsync(account.UserName, account.Password);
            using var answer = await browser.GetAsync("/account/sessions");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_visitor_opens_only_the_pages_of_the_list()
    {
        using var browser = site.Visitor();
        var open = new List<string>();
        var pages = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/').ToLowerInvariant()).Distinct().Where(path => path != "/status").ToArray();
        Assert.True(pages.Length > 10);
        foreach (var path in pages)
        {
            var url = System.Text.RegularExpressions.Regex.Replace(path, "\\{[^}]+\\}", "0193e6a0-0000-7000-8000-000000000001", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
            using var answer = await browser.GetAsync(url);
            if (answer.StatusCode is HttpStatusCode.Redirect && answer.Headers.Location!.OriginalString.StartsWith("/account/sign-in", StringComparison.Ordinal) && path != "/account/two-factor") continue;
            open.Add(path);
        }

        Assert.Equal(OpenToVisitors.Order(), open.Order());
    }

    [Fact]
    public async Task A_page_without_the_function_is_403_and_not_a_sign_in()
    {
        using var browser = await site.SignInAsync("admin@demo.example", DemoPassword);
        using var answer = await browser.GetAsync("/team/gaps");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static string DemoPassword => DemoDatabase.Password;
}

/// <summary>Production: no demo sign-ins, https, limits as they stand.</summary>
public sealed class ProductionWebFixture : DemoWebFixture
{
    protected override string Environment => "Production";

    protected override IEnumerable<(string Key, string Value)> Settings => [("JOBANALYSIS_PUBLIC_URL", "https://jobanalysis.test"), ("RateLimits:SignInPerMinute", "7"), ("RateLimits:ResetPerHour", "2")];
}

public sealed class ProductionTests(ProductionWebFixture site) : IClassFixture<ProductionWebFixture>
{
    [Fact]
    public async Task Demo_accounts_cannot_sign_in_and_everybody_gets_a_host_cookie()
    {
        using var browser = new Browser(site.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("https://jobanalysis.test") }));
        using var demo = await browser.PostAsync("/account/sign-in", ("Input.UserName", DemoDatabase.Accounts[0].UserName), ("Input.Password", DemoDatabase.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, demo.StatusCode);

        await site.AddAccountAsync("real@test");
        using var real = await browser.PostAsync("/account/sign-in", ("Input.UserName", "real@test"), ("Input.Password", WebFixture.Password));
        var cookie = real.Headers.GetValues("Set-Cookie").Single(c => c.Contains("ja-session", StringComparison.Ordinal));
        Assert.StartsWith("__Host-ja-session=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task One_address_is_told_to_wait()
    {
        using var browser = new Browser(site.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("https://jobanalysis.test") }));
        for (var times = 0; times < 2; times++)
        {
            using var answer = await browser.PostAsync("/account/forgot-password", ("Input.UserName", "whoever@test"));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        using var refused = await browser.PostAsync("/account/forgot-password", ("Input.UserName", "whoever@test"));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.FromMinutes(1));
        Assert.Contains("JA-0429", await Browser.TextOfAsync(refused), StringComparison.Ordinal);
    }
}
