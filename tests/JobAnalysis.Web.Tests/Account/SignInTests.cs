using System.Net;
using JobAnalysis.Application.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.Web.Tests.Account;

public sealed class SignInTests(WebFixture site) : IClassFixture<WebFixture>
{
    [Fact]
    public async Task A_page_leads_a_visitor_to_the_sign_in_and_back()
    {
        await site.AddAccountAsync("back@test");
        using var browser = site.Visitor();
        using var asked = await browser.GetAsync("/account/sessions?x=1");
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Equal("/account/sign-in?returnUrl=%2Faccount%2Fsessions%3Fx%3D1", asked.Headers.Location!.OriginalString);
        using var answer = await browser.PostAsync(asked.Headers.Location.OriginalString, ("Input.UserName", "back@test"), ("Input.Password", WebFixture.Password));
        Assert.Equal("/account/sessions?x=1", answer.Headers.Location!.OriginalString);
        Assert.Contains("測試帳號", await browser.ReadAsync("/account/sessions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_gets_401_instead_of_a_page()
    {
        using var browser = site.Visitor();
        browser.Client.DefaultRequestHeaders.Add("HX-Request", "true");
        using var answer = await browser.GetAsync("/account/sessions");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_404_for_a_visitor()
    {
        using var browser = site.Visitor();
        using var answer = await browser.GetAsync("/.git/config");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("//evil.test")]
    [InlineData("/\\evil.test")]
    [InlineData("https:evil.test")]
    [InlineData("https://evil.test/")]
    [InlineData("%2f%2fevil.test")]
    [InlineData("/%2fevil.test")]
    [InlineData("/\u2215evil.test")]
    [InlineData("/\t/evil.test")]
    public async Task The_way_back_never_leaves_the_site(string returnUrl)
    {
        var user = $"{Guid.CreateVersion7():N}@test";
        await site.AddAccountAsync(user);
        using var browser = site.Visitor();
        using var answer = await browser.PostAsync($"/account/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}", ("Input.UserName", user), ("Input.Password", WebFixture.Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_even_for_the_right_one_for_fifteen_minutes()
    {
        await site.AddAccountAsync("locked@test");
        using var running = await site.SignInAsync("locked@test");
        using var browser = site.Visitor();
        for (var tries = 0; tries < 5; tries++) Assert.Equal(HttpStatusCode.UnprocessableEntity, await TryAsync(browser, "locked@test", "wrong-password-0"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await TryAsync(browser, "locked@test", WebFixture.Password));
        // Somebody's bad tries do not throw the owner out of his running session (AB-16).
        using var still = await running.GetAsync("/account/sessions");
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);

        site.Clock.Advance(TimeSpan.FromMinutes(14.9));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await TryAsync(browser, "locked@test", WebFixture.Password));
        site.Clock.Advance(TimeSpan.FromMinutes(0.2));
        Assert.Equal(HttpStatusCode.Redirect, await TryAsync(browser, "locked@test", WebFixture.Password));
    }

    [Fact]
    public async Task Tries_at_once_are_all_counted()
    {
        var id = await site.AddAccountAsync("race@test");
        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var browser = site.Visitor();
            return await TryAsync(browser, "race@test", "wrong-password-0");
        }));
        Assert.All(sent, status => Assert.Equal(HttpStatusCode.UnprocessableEntity, status));
        Assert.Equal(4, await site.UseAsync(services => services.GetRequiredService<AccountsDb>().Users.Where(a => a.Id == id).Select(a => a.AccessFailedCount).SingleAsync()));
    }

    [Fact]
    public async Task An_unknown_a_disabled_and_a_locked_account_and_a_wrong_password_get_the_same_answer()
    {
        await site.AddAccountAsync("wrong@test");
        var disabled = await site.AddAccountAsync("disabled@test");
        await DisableAsync(disabled);
        string[] answers =
        [
            await AnswerAsync("wrong@test", "wrong-password-0"),
            await AnswerAsync("nobody@test", "wrong-password-0"),
            await AnswerAsync("disabled@test", WebFixture.Password),
        ];
        Assert.Contains("帳號或密碼不正確", answers[0], StringComparison.Ordinal);
        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
    }

    [Fact]
    public async Task A_disabled_account_is_out_on_its_next_request()
    {
        var id = await site.AddAccountAsync("leaves@test");
        using var browser = await site.SignInAsync("leaves@test");
        await DisableAsync(id);
        using var answer = await browser.GetAsync("/account/sessions");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_for_a_stolen_cookie_too()
    {
        await site.AddAccountAsync("out@test");
        using var browser = await site.SignInAsync("out@test");
        using var thief = site.Visitor();
        thief.Client.DefaultRequestHeaders.Add("Cookie", await CookieOfAsync(site, "out2@test"));
        using (var before = await thief.GetAsync("/account/sessions")) Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        using var left = await thief.PostAsync("/account/sign-out");
        Assert.Equal("/account/sign-in?notice=signed-out", left.Headers.Location!.OriginalString);
        using var after = await thief.GetAsync("/account/sessions");
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
        using var other = await browser.GetAsync("/account/sessions");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task A_key_planted_before_the_sign_in_never_becomes_the_key_of_the_session()
    {
        await site.AddAccountAsync("victim@test");
        var planted = await CookieOfAsync(site, "attacker@test");
        using var victim = site.Visitor();
        using var page = await victim.GetAsync("/account/sign-in");
        var token = Browser.Between(await page.Content.ReadAsStringAsync(), "__RequestVerificationToken\" type=\"hidden\" value=\"", "\"");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/sign-in");
        request.Headers.Add("Cookie", string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]).Append(planted)));
        request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Input.UserName", "victim@test"), new("Input.Password", WebFixture.Password)]);
        using var raw = site.Server.CreateClient();
        using var answer = await raw.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var issued = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("ja-session=", StringComparison.Ordinal)).Split(';')[0];
        Assert.NotEqual(planted, issued);

        Assert.Contains("victim@test", await NameOfAsync(issued), StringComparison.Ordinal);
        Assert.Contains("attacker@test", await NameOfAsync(planted), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_session_cookie_is_not_for_scripts_nor_for_other_sites()
    {
        await site.AddAccountAsync("cookie@test");
        using var browser = site.Visitor();
        using var answer = await browser.PostAsync("/account/sign-in", ("Input.UserName", "cookie@test"), ("Input.Password", WebFixture.Password));
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("ja-session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_garbage_cookie_is_a_visitor()
    {
        using var browser = site.Visitor();
        browser.Client.DefaultRequestHeaders.Add("Cookie", "ja-session=" + new string('x', 5000));
        using var answer = await browser.GetAsync("/account/sessions");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private Task<int> DisableAsync(Guid id) => site.UseAsync(services =>
        services.GetRequiredService<AccountsDb>().Users.Where(a => a.Id == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.DisabledAt, site.Clock.GetUtcNow())));

    private static async Task<HttpStatusCode> TryAsync(Browser browser, string user, string password)
    {
        using var answer = await browser.PostAsync("/account/sign-in", ("Input.UserName", user), ("Input.Password", password));
        return answer.StatusCode;
    }

    private async Task<string> AnswerAsync(string user, string password)
    {
        using var browser = site.Visitor();
        using var answer = await browser.PostAsync("/account/sign-in", ("Input.UserName", user), ("Input.Password", password));
        var text = Browser.WithoutTokens(await Browser.TextOfAsync(answer));
        return $"{(int)answer.StatusCode} {text.Replace(user, "", StringComparison.Ordinal)}";
    }

    /// <summary>Signs a new account in and returns its session cookie as the browser sends it.</summary>
    internal static async Task<string> CookieOfAsync(WebFixture site, string user)
    {
        await site.AddAccountAsync(user);
        using var browser = site.Visitor();
        using var answer = await browser.PostAsync("/account/sign-in", ("Input.UserName", user), ("Input.Password", WebFixture.Password));
        return answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("ja-session=", StringComparison.Ordinal)).Split(';')[0];
    }

    private async Task<string> NameOfAsync(string cookie)
    {
        using var browser = site.Visitor();
        browser.Client.DefaultRequestHeaders.Add("Cookie", cookie);
        using var begun = await browser.PostFromAsync("/account/authenticator", "/account/authenticator?handler=Begin");
        var page = await browser.ReadAsync("/account/authenticator");
        // The user name stands in the QR code only; the database knows whose key the page shows.
        var key = Browser.Between(page, "<code>", "</code>").Replace(" ", "", StringComparison.Ordinal);
        return await site.UseAsync(async services =>
        {
            var accounts = services.GetRequiredService<AccountsDb>();
            return await accounts.UserTokens.Where(t => t.Value == key).Join(accounts.Users, t => t.UserId, a => a.Id, (t, a) => a.UserName!).SingleAsync();
        });
    }
}
