using System.Net;
using System.Text.RegularExpressions;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.Web.Tests.Account;

public sealed partial class PasswordResetTests(WebFixture site) : IClassFixture<WebFixture>
{
    private const string NewPassword = "Other-Horse-2026";

    [Fact]
    public async Task A_link_sets_a_new_password_once_and_ends_every_session()
    {
        await site.AddAccountAsync("reset@test");
        using var running = await site.SignInAsync("reset@test");
        var link = await RequestAsync("reset@test");
        Assert.Equal("/account/sign-in?notice=password-reset", (await UseAsync(link)).Location);
        using (var dead = await running.GetAsync("/account/sessions")) Assert.Equal(HttpStatusCode.Redirect, dead.StatusCode);
        using var fresh = await site.SignInAsync("reset@test", NewPassword);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await UseAsync(link, "Third-Horse-2026")).Status);
    }

    [Fact]
    public async Task A_link_of_eleven_minutes_ago_is_dead()
    {
        await site.AddAccountAsync("late@test");
        var link = await RequestAsync("late@test");
        site.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await UseAsync(link)).Status);
    }

    [Fact]
    public async Task Only_the_newest_link_works()
    {
        await site.AddAccountAsync("newest@test");
        var first = await RequestAsync("newest@test");
        site.Clock.Advance(TimeSpan.FromSeconds(5));
        var second = await RequestAsync("newest@test");
        Assert.NotEqual(first, second);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await UseAsync(first)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await UseAsync(second)).Status);
    }

    [Fact]
    public async Task A_weak_password_does_not_use_the_link_up()
    {
        await site.AddAccountAsync("weak@test");
        var link = await RequestAsync("weak@test");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await UseAsync(link, "short")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await UseAsync(link)).Status);
    }

    [Fact]
    public async Task A_changed_password_kills_an_open_link()
    {
        await site.AddAccountAsync("changed@test");
        var link = await RequestAsync("changed@test");
        using var browser = await site.SignInAsync("changed@test");
        using var changed = await browser.PostAsync(
            "/account/change-password", ("Input.CurrentPassword", WebFixture.Password), ("Input.NewPassword", NewPassword), ("Input.Repeated", NewPassword));
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await UseAsync(link, "Third-Horse-2026")).Status);
    }

    [Fact]
    public async Task A_link_of_another_account_does_not_open_this_one()
    {
        var first = await site.AddAccountAsync("mine@test");
        var second = await site.AddAccountAsync("yours@test");
        var link = await RequestAsync("mine@test");
        await RequestAsync("yours@test");
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(link.Split("code=")[1]);
        Assert.Equal(first, new Guid(bytes.AsSpan(0, 16), bigEndian: true));
        second.TryWriteBytes(bytes, bigEndian: true, out _);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await UseAsync($"/account/reset-password?code={System.Buffers.Text.Base64Url.EncodeToString(bytes)}")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("%00%ff")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_made_up_link_is_refused(string code) =>
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await UseAsync($"/account/reset-password?code={code}")).Status);

    [Fact]
    public async Task The_answer_is_the_same_whether_the_account_exists_or_not_and_shows_no_link()
    {
        await site.AddAccountAsync("known@test");
        var answers = new List<string>();
        foreach (var user in (string[])["known@test", "unknown@test"])
        {
            using var browser = site.Visitor();
            using var answer = await browser.PostAsync("/account/forgot-password", ("Input.UserName", user));
            answers.Add($"{(int)answer.StatusCode} {answer.Headers.Location} {Browser.WithoutTokens(await browser.ReadAsync(answer.Headers.Location!.OriginalString))}");
        }

        Assert.Equal(answers[0], answers[1]);
        Assert.DoesNotContain("reset-password?code", answers[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_is_built_from_the_configured_address_and_not_from_the_host_header()
    {
        await site.AddAccountAsync("host@test");
        using var browser = site.Visitor();
        browser.Client.DefaultRequestHeaders.Host = "evil.test";
        using var answer = await browser.PostAsync("/account/forgot-password", ("Input.UserName", "host@test"));
        var body = await BodyAsync("host@test");
        Assert.Contains("http://jobanalysis.test/account/reset-password?code=", body, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_gets_three_mails_an_hour()
    {
        await site.AddAccountAsync("often@test");
        for (var times = 0; times < 5; times++)
        {
            using var browser = site.Visitor();
            using var answer = await browser.PostAsync("/account/forgot-password", ("Input.UserName", "often@test"));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        Assert.Equal(3, (await site.SendAsync(new ListOutbox.Query(All: true))).Count(mail => mail.To == "often@test"));
    }

    private async Task<string> RequestAsync(string user)
    {
        using var browser = site.Visitor();
        using var answer = await browser.PostAsync("/account/forgot-password", ("Input.UserName", user));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return new Uri(Link().Match(await BodyAsync(user)).Value).PathAndQuery;
    }

    private Task<string> BodyAsync(string user) => site.UseAsync(services =>
        services.GetRequiredService<JobAnalysisDb>().OutboxMails.Where(m => m.To == user).OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Select(m => m.Body).FirstAsync());

    private async Task<(HttpStatusCode Status, string? Location)> UseAsync(string link, string password = NewPassword)
    {
        using var browser = site.Visitor();
        using var answer = await browser.PostAsync(link, ("code", Uri.UnescapeDataString(link.Split("code=")[1])), ("Input.NewPassword", password), ("Input.Repeated", password));
        return (answer.StatusCode, answer.Headers.Location?.OriginalString);
    }

    [GeneratedRegex("http://jobanalysis.test/account/reset-password\\?code=[\\w-]+", RegexOptions.None, 5000)]
    private static partial Regex Link();
}
