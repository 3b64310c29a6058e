using System.Net;

namespace JobAnalysis.Web.Tests.Http;

public sealed class SecurityHeadersTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("/Accessibility", 200)]
    [InlineData("/nowhere", 404)]
    [InlineData("/sample?fail=broken", 500)]
    public async Task Every_page_carries_the_policy_and_is_not_stored(string url, int status)
    {
        using var response = await site.Browser().GetAsync(url);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            Header(response, "Content-Security-Policy"));
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("same-origin", Header(response, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Resource-Policy"));
        Assert.Contains("camera=()", Header(response, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.Equal("no-store", Header(response, "Cache-Control"));
    }

    [Fact]
    public async Task A_versioned_file_is_kept_and_an_unversioned_one_is_asked_for_again()
    {
        var client = site.Browser();

        Assert.Contains("immutable", Header(await client.GetAsync("/css/site.css?v=1"), "Cache-Control"), StringComparison.Ordinal);
        Assert.Contains("immutable", Header(await client.GetAsync("/lib/htmx-2.0.11/htmx.min.js"), "Cache-Control"), StringComparison.Ordinal);
        Assert.Contains("no-cache", Header(await client.GetAsync("/js/site.js"), "Cache-Control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strict_transport_is_demanded_over_https_outside_development()
    {
        var client = site.CreateClient(new() { BaseAddress = new Uri("https://jobs.example.gov.tw") });
        using var response = await client.GetAsync("/Accessibility");

        Assert.Contains("max-age=31536000", Header(response, "Strict-Transport-Security"), StringComparison.Ordinal);
        Assert.False((await site.Browser().GetAsync("/Accessibility")).Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_post_without_a_token_is_refused_on_pages_and_on_endpoints()
    {
        foreach (var url in new[] { "/sample", "/language", "/theme", "/era" })
        {
            using var response = await site.Browser("zh-TW").PostAsync(url, new FormUrlEncodedContent([new("culture", "en")]));
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Contains("錯誤代碼 JA-0400", await Site.TextOfAsync(response), StringComparison.Ordinal);
        }
    }

    private static string Header(HttpResponseMessage response, string name) =>
        string.Join(", ", response.Headers.TryGetValues(name, out var values) ? values : response.Content.Headers.GetValues(name));
}
