using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace JobAnalysis.Web.Tests.Http;

/// <summary>What only the real server does: its own limits and its own name.</summary>
public sealed class ServerTests
{
    [Fact]
    public async Task The_server_does_not_name_itself_and_cuts_a_body_without_a_length()
    {
        await using var site = new Site();
        await site.InitializeAsync();
        site.UseKestrel(0);
        site.StartServer();
        using var client = site.CreateClient();
        using var page = await client.GetAsync("/Accessibility");
        Assert.False(page.Headers.Contains("Server"));

        using var content = new StreamContent(new MemoryStream(Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Repeat("a=" + new string('b', 1_000), 1_500)))));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sample") { Content = content };
        request.Headers.TransferEncodingChunked = true;
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }
}
