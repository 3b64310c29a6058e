using System.Net;
using System.Security.Cryptography;
using JobAnalysis.Application.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.Web.Tests.Account;

public sealed class SessionTests(WebFixture site) : IClassFixture<WebFixture>
{
    private const string NewPassword = "Other-Horse-2026";

    [Fact]
    public async Task A_session_ends_after_fifteen_idle_minutes_and_use_keeps_it()
    {
        await site.AddAccountAsync("idle@test");
        using var browser = await site.SignInAsync("idle@test");
        for (var times = 0; times < 3; times++)
        {
            site.Clock.Advance(TimeSpan.FromMinutes(14));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser));
        }

        site.Clock.Advance(TimeSpan.FromMinutes(15.1));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(browser));
    }

    [Fact]
    public async Task A_session_ends_after_eight_hours_however_busy_it_is()
    {
        await site.AddAccountAsync("busy@test");
        using var browser = await site.SignInAsync("busy@test");
        for (var minutes = 0; minutes < (8 * 60) - 10; minutes += 10)
        {
            site.Clock.Advance(TimeSpan.FromMinutes(10));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser));
        }

        site.Clock.Advance(TimeSpan.FromMinutes(10.1));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(browser));
    }

    [Fact]
    public async Task The_warning_of_the_page_extends_the_session_when_it_is_asked_to()
    {
        await site.AddAccountAsync("extend@test");
        using var browser = await site.SignInAsync("extend@test");
        Assert.Contains("data-keep-alive=\"/account/extend-session\"", await browser.ReadAsync("/account/sessions"), StringComparison.Ordinal);
        site.Clock.Advance(TimeSpan.FromMinutes(14));
        using var extended = await browser.PostFromAsync("/account/sessions", "/account/extend-session");
        Assert.Equal(HttpStatusCode.NoContent, extended.StatusCode);
        site.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser));
    }

    [Fact]
    public async Task What_a_page_asks_by_itself_keeps_nobody_signed_in()
    {
        var cookie = await SignInTests.CookieOfAsync(site, "poll@test");
        await site.UseAsync(async services =>
        {
            var book = services.GetRequiredService<Application.Access.SessionBook>();
            var key = await book.Open(await services.GetRequiredService<AccountsDb>().Users.Where(a => a.UserName == "poll@test").Select(a => a.Id).SingleAsync(), [1], null, default);
            for (var times = 0; times < 14; times++)
            {
                site.Clock.Advance(TimeSpan.FromMinutes(1));
                Assert.NotNull(await book.Find(key, counts: false, default));
            }

            site.Clock.Advance(TimeSpan.FromMinutes(1.1));
            Assert.Null(await book.Find(key, counts: true, default));
            return 0;
        });
        Assert.StartsWith("ja-session=", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_opens_no_session()
    {
        var cookie = await SignInTests.CookieOfAsync(site, "table@test");
        var rows = await site.UseAsync(services => services.GetRequiredService<AccountsDb>().AccountSessions.AsNoTracking().ToListAsync());
        Assert.All(rows, row => Assert.Equal(SHA256.HashSizeInBytes, row.KeyHash.Length));
        Assert.All(rows, row => Assert.DoesNotContain(Convert.ToBase64String(row.KeyHash), cookie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_revoked_session_is_dead_on_its_next_request()
    {
        await site.AddAccountAsync("revoke@test");
        using var first = await site.SignInAsync("revoke@test");
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        using var second = await site.SignInAsync("revoke@test");
        var id = Browser.Between(await second.ReadAsync("/account/sessions"), "name=\"sessionId\" value=\"", "\"");
        using var ended = await second.PostFromAsync("/account/sessions", "/account/sessions?handler=End", ("sessionId", id));
        Assert.Equal("/account/sessions?ended=1", ended.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(first));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(second));
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_somebody_else()
    {
        var other = await site.AddAccountAsync("owner@test");
        await site.AddAccountAsync("stranger@test");
        using var owner = await site.SignInAsync("owner@test");
        using var stranger = await site.SignInAsync("stranger@test");
        var id = await site.UseAsync(services => services.GetRequiredService<AccountsDb>().AccountSessions.Where(s => s.AccountId == other).Select(s => s.Id).SingleAsync());
        using var answer = await stranger.PostFromAsync("/account/sessions", "/account/sessions?handler=End", ("sessionId", id.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(owner));
    }

    [Fact]
    public async Task All_other_sessions_end_at_once()
    {
        await site.AddAccountAsync("many@test");
        using var first = await site.SignInAsync("many@test");
        using var second = await site.SignInAsync("many@test");
        using var third = await site.SignInAsync("many@test");
        using var ended = await third.PostFromAsync("/account/sessions", "/account/sessions?handler=EndOthers");
        Assert.Equal("/account/sessions?ended=2", ended.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(first));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(second));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(third));
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_and_this_one_goes_on()
    {
        await site.AddAccountAsync("change@test");
        using var other = await site.SignInAsync("change@test");
        using var own = await site.SignInAsync("change@test");
        using var changed = await ChangeAsync(own, WebFixture.Password, NewPassword, NewPassword);
        Assert.Equal("/account/change-password?changed=True", changed.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(other));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(own));
        using var again = await site.SignInAsync("change@test", NewPassword);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(again));
    }

    [Theory]
    [InlineData("Short-1", "至少要 12 個字元")]
    [InlineData("alllowercaseletters", "至少 3 種")]
    [InlineData("Rules-Test-2026@Test", "不得與帳號")]
    [InlineData(WebFixture.Password, "最近 3 次")]
    public async Task Every_rule_for_passwords_has_its_sentence(string password, string sentence)
    {
        var user = password.StartsWith("Rules", StringComparison.Ordinal) ? "rules-test-2026@test" : $"{Guid.CreateVersion7():N}@test";
        await site.AddAccountAsync(user);
        using var browser = await site.SignInAsync(user);
        using var answer = await ChangeAsync(browser, WebFixture.Password, password, password);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(sentence, await Browser.TextOfAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_three_passwords_are_refused_and_the_fourth_last_is_not()
    {
        await site.AddAccountAsync("history@test");
        using var browser = await site.SignInAsync("history@test");
        string[] passwords = [WebFixture.Password, "Second-Horse-2026", "Third-Horse-2026", "Fourth-Horse-2026"];
        for (var at = 1; at < passwords.Length; at++)
        {
            using var changed = await ChangeAsync(browser, passwords[at - 1], passwords[at], passwords[at]);
            Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        }

        foreach (var used in passwords[1..])
        {
            using var refused = await ChangeAsync(browser, passwords[^1], used, used);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }

        using var oldest = await ChangeAsync(browser, passwords[^1], passwords[0], passwords[0]);
        Assert.Equal(HttpStatusCode.Redirect, oldest.StatusCode);
    }

    [Fact]
    public async Task A_wrong_current_password_counts_as_a_try_to_sign_in()
    {
        await site.AddAccountAsync("guess@test");
        using var browser = await site.SignInAsync("guess@test");
        for (var tries = 0; tries < 5; tries++)
        {
            using var wrong = await ChangeAsync(browser, "wrong-password-0", NewPassword, NewPassword);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        using var right = await ChangeAsync(browser, WebFixture.Password, NewPassword, NewPassword);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, right.StatusCode);
    }

    private static async Task<HttpStatusCode> StatusAsync(Browser browser)
    {
        using var answer = await browser.GetAsync("/account/sessions");
        return answer.StatusCode;
    }

    private static Task<HttpResponseMessage> ChangeAsync(Browser browser, string current, string next, string repeated) =>
        browser.PostAsync("/account/change-password", ("Input.CurrentPassword", current), ("Input.NewPassword", next), ("Input.Repeated", repeated));
}
