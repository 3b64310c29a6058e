using System.Net;
using System.Text.RegularExpressions;

namespace JobAnalysis.Web.Tests.Http;

public sealed partial class StatusTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Out_of_scope_and_nonexistent_are_the_same_page()
    {
        using var hidden = await site.Browser().GetAsync("/sample?fail=out-of-scope");
        using var absent = await site.Browser().GetAsync("/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
        Assert.Equal(await NormalAsync(absent), await NormalAsync(hidden));
    }

    [Theory]
    [InlineData("forbidden", 403, "您沒有這項作業的權限")]
    [InlineData("role", 403, "您沒有這項作業的權限")]
    [InlineData("often", 429, "操作太頻繁")]
    [InlineData("line", 503, "系統暫時無法服務")]
    [InlineData("full-disk", 507, "磁碟空間不足或無法讀寫")]
    public async Task A_status_has_its_own_sentence(string fail, int status, string title)
    {
        using var response = await site.Browser("zh-TW").GetAsync("/sample?fail=" + fail);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(title, await Site.TextOfAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_ours_tells_a_code_and_no_detail_after_a_get_and_a_post()
    {
        using var get = await site.Browser("zh-TW").GetAsync("/sample?fail=broken");
        using var post = await Site.PostAsync(site.Browser("zh-TW"), "/sample", ("Input.Title", "broken"));
        foreach (var response in new[] { get, post })
        {
            var page = await Site.TextOfAsync(response);
            Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
            Assert.Contains("錯誤代碼 JA-0500", page, StringComparison.Ordinal);
            Assert.Matches("追蹤碼 <code>[0-9a-zA-Z:-]{8,}</code>", page);
            Assert.DoesNotContain("secret-detail", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_status_page_itself_is_not_an_address()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await site.Browser().GetAsync("/status")).StatusCode);
    }

    // The token is random, and the language form leads back to the address that was asked for.
    private static async Task<string> NormalAsync(HttpResponseMessage response) =>
        ReturnUrl().Replace(Token().Replace(await response.Content.ReadAsStringAsync(), "-"), "-");

    [GeneratedRegex("value=\"CfDJ[^\"]+\"", RegexOptions.None, 5000)]
    private static partial Regex Token();

    [GeneratedRegex("name=\"returnUrl\" value=\"[^\"]*\"", RegexOptions.None, 5000)]
    private static partial Regex ReturnUrl();
}
