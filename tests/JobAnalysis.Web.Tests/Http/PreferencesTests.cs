using System.Net;

namespace JobAnalysis.Web.Tests.Http;

public sealed class PreferencesTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData(null, "zh-Hant-TW")]
    [InlineData("zh-TW,zh;q=0.9,en;q=0.8", "zh-Hant-TW")]
    [InlineData("en-GB,en;q=0.9", "en")]
    [InlineData("en;q=0.5,zh-TW;q=0.9", "zh-Hant-TW")]
    [InlineData("fr", "zh-Hant-TW")]
    public async Task The_language_follows_the_browser_and_is_Chinese_otherwise(string? accept, string expected)
    {
        var page = await site.Browser(accept).GetStringAsync("/Accessibility");
        Assert.Contains($"<html lang=\"{expected}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chosen_language_stays_and_leads_back_to_the_page()
    {
        var client = site.Browser("zh-TW");
        using var response = await Site.PostAsync(client, "/language", ("culture", "en"), ("returnUrl", "/Accessibility?p=2"));

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal("/Accessibility?p=2", response.Headers.Location?.OriginalString);
        Assert.Contains("Accessibility statement", await client.GetStringAsync("/Accessibility"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("/%2f%2fevil.example")]
    [InlineData("/%5cevil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\uFF0Fevil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil.example")]
    [InlineData("/ok\r\nSet-Cookie: a=b")]
    [InlineData("")]
    public async Task A_return_address_of_another_site_becomes_the_home_page(string returnUrl)
    {
        using var response = await Site.PostAsync(site.Browser(), "/language", ("culture", "en"), ("returnUrl", returnUrl));

        // A control character may be refused outright; it never leads anywhere else.
        Assert.Equal("/", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task An_unknown_language_or_theme_is_refused()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await Site.PostAsync(site.Browser(), "/language", ("culture", "xx"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Site.PostAsync(site.Browser(), "/theme", ("theme", "\"><script>"))).StatusCode);
    }

    [Theory]
    [InlineData(".AspNetCore.Culture=%00%ff; ja-theme=<x>; ja-era=%")]
    [InlineData(".AspNetCore.Culture=c=xx|uic=xx")]
    public async Task A_garbage_cookie_does_no_harm(string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/Accessibility");
        request.Headers.Add("Cookie", cookie);
        using var response = await site.CreateClient(new() { HandleCookies = false }).SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("data-theme=\"auto\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_theme_is_drawn_by_the_server()
    {
        var client = site.Browser();
        await Site.PostAsync(client, "/theme", ("theme", "dark"));
        Assert.Contains("data-bs-theme=\"dark\" data-theme=\"dark\"", await client.GetStringAsync("/Accessibility"), StringComparison.Ordinal);
    }
}
