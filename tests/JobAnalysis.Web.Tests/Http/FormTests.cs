using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace JobAnalysis.Web.Tests.Http;

public sealed class FormTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_valid_form_is_accepted()
    {
        using var response = await Site.PostAsync(site.Browser(), "/sample", ("Input.Title", "𠮷野・瓦歷斯·諾幹"));
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
    }

    [Fact]
    public async Task A_broken_rule_comes_back_on_its_field_with_the_typed_text()
    {
        using var response = await Site.PostAsync(site.Browser("zh-TW"), "/sample", ("Input.Title", "rule"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("typed=rule; loaded=True; [Input.Title] 請填寫這一欄。", await Site.TextOfAsync(response));
    }

    [Fact]
    public async Task An_unreadable_value_never_reaches_the_handler_and_is_told_in_the_readers_language()
    {
        using var response = await Site.PostAsync(site.Browser("zh-TW"), "/sample", ("Input.Title", "broken"), ("Input.Level", "1e999"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("[Input.Level] 這個值無法辨識", await Site.TextOfAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-TW", "", "1", "[Input.Title] 請填寫這一欄。")]
    [InlineData("en", "", "1", "[Input.Title] Please fill in this field.")]
    [InlineData("zh-TW", "a", "6", "[Input.Level] 請填 0 到 5 之間的數。")]
    [InlineData("en", "a", "-1", "[Input.Level] Enter a number from 0 to 5.")]
    [InlineData("zh-TW", "a", "3.7", "[Input.Level] 這個值無法辨識，請重新填寫。")]
    public async Task A_value_of_the_wrong_shape_is_told_in_the_readers_language(string language, string title, string level, string message)
    {
        using var response = await Site.PostAsync(site.Browser(language), "/sample", ("Input.Title", title), ("Input.Level", level));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(message, await Site.TextOfAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("field", "[Input.Level] 日期須在 民國1年1月1日 與 民國199年12月31日 之間。")]
    [InlineData("invalid", "[Input.Title] 最多 100 個字，目前 120 個字。")]
    [InlineData("invalid", "[Input.Level] 這個值無法辨識，請重新填寫。")]
    public async Task A_refusal_of_the_application_names_its_field_and_writes_dates_for_the_reader(string title, string message)
    {
        using var response = await Site.PostAsync(site.Browser("zh-TW"), "/sample", ("Input.Title", title));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(message, await Site.TextOfAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_beyond_its_length_names_the_length()
    {
        using var response = await Site.PostAsync(site.Browser("zh-TW"), "/sample", ("Input.Title", new string('字', 101)));
        Assert.Contains("[Input.Title] 這一欄最多 100 個字。", await Site.TextOfAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\u0007b")]
    [InlineData("a\u0085b")]
    public async Task A_control_character_is_an_error_of_its_field(string title)
    {
        using var response = await Site.PostAsync(site.Browser("zh-TW"), "/sample", ("Input.Title", title));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("[Input.Title] 這一欄含有看不見的控制字元", await Site.TextOfAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tabs_and_line_ends_are_text()
    {
        using var response = await Site.PostAsync(site.Browser(), "/sample", ("Input.Title", "一\r\n二\t三"));
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
    }

    [Fact]
    public async Task A_stale_form_is_answered_with_both_versions()
    {
        using var response = await Site.PostAsync(site.Browser("zh-TW"), "/sample", ("Input.Title", "stale"));
        var page = await Site.TextOfAsync(response);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("<pre>stale</pre>", page, StringComparison.Ordinal);
        Assert.Contains("<pre>目前的名稱</pre>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Input.Title=%ff%fe")]
    [InlineData("Input.Title=%ED%A0%80")]
    [InlineData("Input.Title=%C0%AF")]
    [InlineData("%A4%A4=1")]
    public async Task Broken_utf8_is_refused(string body)
    {
        using var response = await PostBytesAsync(Encoding.ASCII.GetBytes(body));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("UTF-8", await Site.TextOfAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Raw_Big5_bytes_and_other_charsets_are_refused()
    {
        using var raw = await PostBytesAsync([.. "Input.Title="u8, 0xA4, 0xA4]);
        Assert.Equal(HttpStatusCode.BadRequest, raw.StatusCode);
        using var declared = await PostBytesAsync("Input.Title=a"u8.ToArray(), "iso-8859-1");
        Assert.Equal(HttpStatusCode.BadRequest, declared.StatusCode);
    }

    [Fact]
    public async Task Broken_utf8_in_a_multipart_form_is_an_error_of_its_field()
    {
        var client = site.Browser("zh-TW");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await Site.TokenAsync(client)), "__RequestVerificationToken" },
            { new ByteArrayContent([0x61, 0xFF, 0x62]), "Input.Title" },
        };
        using var response = await client.PostAsync("/sample", form);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("[Input.Title] 這一欄含有無法辨識的字元", await Site.TextOfAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_values_are_told_to_be_split()
    {
        var body = string.Join('&', Enumerable.Range(0, 2_001).Select(n => $"f{n}=1"));
        using var response = await PostBytesAsync(Encoding.ASCII.GetBytes(body));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("2,000", await Site.TextOfAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(70_000)]
    [InlineData(10_000_000)]
    public async Task A_text_that_is_too_long_is_413(int length)
    {
        using var response = await PostBytesAsync(Encoding.ASCII.GetBytes("Input.Title=" + new string('a', length)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("JA-0413", await Site.TextOfAsync(response), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> PostBytesAsync(byte[] body, string? charset = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") { CharSet = charset };
        return await site.Browser("zh-TW").PostAsync("/sample", content);
    }
}
