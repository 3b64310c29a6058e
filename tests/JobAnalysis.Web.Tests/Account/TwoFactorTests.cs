using System.Net;
using System.Text.RegularExpressions;

namespace JobAnalysis.Web.Tests.Account;

public sealed partial class TwoFactorTests(WebFixture site) : IClassFixture<WebFixture>
{
    [Fact]
    public async Task With_the_second_step_on_a_password_alone_opens_nothing()
    {
        var (key, _) = await EnableAsync("second@test");
        using var browser = await FirstStepAsync("second@test");
        using (var early = await browser.GetAsync("/account/sessions")) Assert.Equal(HttpStatusCode.Redirect, early.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await CodeAsync(browser, "000000"));
        Assert.Equal(HttpStatusCode.Redirect, await CodeAsync(browser, Totp.At(key, site.Clock.GetUtcNow())));
        using var inside = await browser.GetAsync("/account/sessions");
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
    }

    [Fact]
    public async Task A_code_is_good_once_and_full_width_digits_are_digits()
    {
        var (key, _) = await EnableAsync("once@test");
        var code = Totp.At(key, site.Clock.GetUtcNow());
        using var first = await FirstStepAsync("once@test");
        Assert.Equal(HttpStatusCode.Redirect, await CodeAsync(first, string.Concat(code.Select(digit => (char)(digit - '0' + '０')))));
        using var second = await FirstStepAsync("once@test");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await CodeAsync(second, code));
    }

    [Fact]
    public async Task Of_two_uses_of_a_code_at_once_one_wins()
    {
        var (key, _) = await EnableAsync("parallel@test");
        using var first = await FirstStepAsync("parallel@test");
        using var second = await FirstStepAsync("parallel@test");
        var code = Totp.At(key, site.Clock.GetUtcNow());
        var answers = await Task.WhenAll(CodeAsync(first, code), CodeAsync(second, code));
        Assert.Single(answers, HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_code_of_two_minutes_ago_is_refused()
    {
        var (key, _) = await EnableAsync("old@test");
        var code = Totp.At(key, site.Clock.GetUtcNow());
        site.Clock.Advance(TimeSpan.FromMinutes(2));
        using var browser = await FirstStepAsync("old@test");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await CodeAsync(browser, code));
    }

    [Fact]
    public async Task A_recovery_code_is_good_once()
    {
        var (_, codes) = await EnableAsync("recover@test");
        Assert.Equal(10, codes.Count);
        using var first = await FirstStepAsync("recover@test");
        Assert.Equal(HttpStatusCode.Redirect, await CodeAsync(first, codes[3].ToLowerInvariant()));
        using var second = await FirstStepAsync("recover@test");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await CodeAsync(second, codes[3]));
        Assert.Equal(HttpStatusCode.Redirect, await CodeAsync(second, codes[4]));
    }

    [Fact]
    public async Task Five_wrong_codes_lock_the_account_and_a_right_password_buys_no_more_tries()
    {
        var (key, _) = await EnableAsync("codes@test");
        for (var tries = 0; tries < 5; tries++)
        {
            using var again = await FirstStepAsync("codes@test");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, await CodeAsync(again, "000000"));
        }

        using var locked = site.Visitor();
        using var answer = await locked.PostAsync("/account/sign-in", ("Input.UserName", "codes@test"), ("Input.Password", WebFixture.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        site.Clock.Advance(TimeSpan.FromMinutes(16));
        using var later = await FirstStepAsync("codes@test");
        Assert.Equal(HttpStatusCode.Redirect, await CodeAsync(later, Totp.At(key, site.Clock.GetUtcNow())));
    }

    [Fact]
    public async Task The_first_step_is_forgotten_after_five_minutes()
    {
        var (key, _) = await EnableAsync("slow@test");
        using var browser = await FirstStepAsync("slow@test");
        site.Clock.Advance(TimeSpan.FromMinutes(5.1));
        using var answer = await browser.PostAsync("/account/two-factor", ("Input.Code", Totp.At(key, site.Clock.GetUtcNow())));
        Assert.NotEqual("/", answer.Headers.Location?.OriginalString);
        using var inside = await browser.GetAsync("/account/sessions");
        Assert.Equal(HttpStatusCode.Redirect, inside.StatusCode);
    }

    [Fact]
    public async Task Turning_it_off_needs_the_password()
    {
        await EnableAsync("off@test", out var browser);
        using var opened = browser;
        using var wrong = await browser.PostFromAsync("/account/authenticator", "/account/authenticator?handler=Disable", ("Input.CurrentPassword", "wrong-password-0"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var right = await browser.PostFromAsync("/account/authenticator", "/account/authenticator?handler=Disable", ("Input.CurrentPassword", WebFixture.Password));
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        using var plain = await site.SignInAsync("off@test");
        using var inside = await plain.GetAsync("/account/sessions");
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
    }

    private async Task<(string Key, IReadOnlyList<string> Codes)> EnableAsync(string user)
    {
        await site.AddAccountAsync(user);
        using var browser = await site.SignInAsync(user);
        return await EnableAsync(browser);
    }

    private Task EnableAsync(string user, out Browser browser)
    {
        var opened = site.Visitor();
        browser = opened;
        return Enable();

        async Task Enable()
        {
            await site.AddAccountAsync(user);
            using var answer = await opened.PostAsync("/account/sign-in", ("Input.UserName", user), ("Input.Password", WebFixture.Password));
            await EnableAsync(opened);
        }
    }

    private async Task<(string Key, IReadOnlyList<string> Codes)> EnableAsync(Browser browser)
    {
        using var begun = await browser.PostFromAsync("/account/authenticator", "/account/authenticator?handler=Begin");
        var page = await browser.ReadAsync("/account/authenticator");
        Assert.Contains("src=\"data:image/png;base64,", page, StringComparison.Ordinal);
        var key = Browser.Between(page, "<code>", "</code>").Replace(" ", "", StringComparison.Ordinal);
        using var enabled = await browser.PostFromAsync(
            "/account/authenticator", "/account/authenticator?handler=Enable", ("Input.CurrentPassword", WebFixture.Password), ("Input.Code", Totp.At(key, site.Clock.GetUtcNow())));
        Assert.Equal(HttpStatusCode.OK, enabled.StatusCode);
        var codes = RecoveryCode().Matches(await Browser.TextOfAsync(enabled)).Select(match => match.Value).ToArray();
        // The code that turned it on is used up.
        site.Clock.Advance(TimeSpan.FromSeconds(31));
        return (key, codes);
    }

    private async Task<Browser> FirstStepAsync(string user)
    {
        var browser = site.Visitor();
        using var answer = await browser.PostAsync("/account/sign-in", ("Input.UserName", user), ("Input.Password", WebFixture.Password));
        Assert.Equal("/account/two-factor", answer.Headers.Location!.OriginalString);
        return browser;
    }

    private static async Task<HttpStatusCode> CodeAsync(Browser browser, string code)
    {
        using var answer = await browser.PostAsync("/account/two-factor", ("Input.Code", code));
        return answer.StatusCode;
    }

    [GeneratedRegex("\\b[A-Z2-7]{5}-[A-Z2-7]{5}\\b", RegexOptions.None, 5000)]
    private static partial Regex RecoveryCode();
}
