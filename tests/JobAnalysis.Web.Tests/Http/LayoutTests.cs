namespace JobAnalysis.Web.Tests.Http;

public sealed class LayoutTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_visitor_sees_no_navigation_and_no_agency()
    {
        var page = await site.Browser().GetStringAsync("/Accessibility");
        Assert.DoesNotContain("class=\"side\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"agency\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_navigation_shows_only_pages_that_may_be_opened()
    {
        var page = await SignedIn().GetStringAsync("/Accessibility");
        Assert.Contains("href=\"/team/gaps\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/runs\"", page, StringComparison.Ordinal); // no capability
        Assert.Contains("數位服務部・資訊處", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Landmarks_have_the_keys_of_Taiwanese_government_sites_and_the_session_is_announced()
    {
        var page = await SignedIn().GetStringAsync("/Accessibility");
        foreach (var key in new[] { "U", "C", "Z" })
        {
            Assert.Contains($"accesskey=\"{key}\"", page, StringComparison.Ordinal);
        }

        Assert.Contains("data-idle-seconds=\"900\"", page, StringComparison.Ordinal);
    }

    private HttpClient SignedIn()
    {
        var client = site.Browser("zh-TW");
        client.DefaultRequestHeaders.Add("X-Test-Person", "1");
        return client;
    }
}
