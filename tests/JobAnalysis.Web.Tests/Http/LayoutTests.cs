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
    public async Task The_navigation_shows_only_pages_that_exist_and_may_be_opened()
    {
        var page = await SignedIn().GetStringAsync("/gaps/team");
        Assert.Contains("href=\"/gaps/team\" aria-current=\"page\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/gaps/runs", page, StringComparison.Ordinal); // exists, no capability
        Assert.DoesNotContain("職能需求表", page, StringComparison.Ordinal); // capability, does not exist
        Assert.Contains("數位服務部・資訊處", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Landmarks_have_the_keys_of_Taiwanese_government_sites_and_the_session_is_announced()
    {
        var page = await SignedIn().GetStringAsync("/gaps/team");
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
