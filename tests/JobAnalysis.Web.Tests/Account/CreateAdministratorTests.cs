using System.Net;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.Web.Tests.Account;

public sealed class CreateAdministratorTests(WebFixture site) : IClassFixture<WebFixture>
{
    [Fact]
    public async Task The_administrator_signs_in_may_run_the_system_and_is_audited()
    {
        var id = await site.SendAsync(new CreateAdministrator.Command("first-admin", "第一位管理者", "admin@agency.test", WebFixture.Password));
        using var browser = await site.SignInAsync("first-admin");
        using var runs = await browser.GetAsync("/runs");
        Assert.Equal(HttpStatusCode.OK, runs.StatusCode);
        using var named = await browser.GetAsync("/team/gaps");
        Assert.Equal(HttpStatusCode.Forbidden, named.StatusCode);
        Assert.Equal(Actor.SystemAccountId, await site.UseAsync(services => services.GetRequiredService<JobAnalysisDb>().AuditEvents.Where(e => e.ObjectId == id && e.What == "CreateAdministrator").Select(e => e.AccountId).SingleAsync()));
    }

    [Fact]
    public async Task A_user_name_is_taken_whatever_its_case()
    {
        await site.SendAsync(new CreateAdministrator.Command("Taken", "管理者", null, WebFixture.Password));
        var error = await Assert.ThrowsAsync<RuleViolationException>(() => site.SendAsync(new CreateAdministrator.Command("tAKEN", "管理者", null, WebFixture.Password)));
        Assert.Equal("account.user-name-taken", error.Code);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_password_is_said_at_once()
    {
        var error = await Assert.ThrowsAsync<InvalidMessageException>(() => site.SendAsync(new CreateAdministrator.Command("abc", "管理者", null, "abc")));
        Assert.Equal(new[] { "account.password.too-short", "account.password.too-simple", "account.password.user-name" }, error.Errors.Select(e => e.Code));
    }

    [Theory]
    [InlineData("no address")]
    [InlineData("a@b, c@d")]
    [InlineData("Name <a@b.test>")]
    [InlineData("a@b.test\r\nBcc: c@d")]
    public async Task Only_one_plain_mail_address_is_taken(string email) =>
        await Assert.ThrowsAsync<RuleViolationException>(() => site.SendAsync(new CreateAdministrator.Command($"mail{Guid.CreateVersion7():N}", "管理者", email, WebFixture.Password)));

    [Fact]
    public async Task Nobody_makes_one_from_a_browser()
    {
        await site.AddAccountAsync("plain@test");
        await Assert.ThrowsAsync<ForbiddenException>(() => site.UseAsync(async services =>
        {
            var account = await services.GetRequiredService<AccountsDb>().Users.SingleAsync(a => a.UserName == "plain@test");
            services.GetRequiredService<RequestContext>().Actor = await services.GetRequiredService<ActorResolver>().Resolve(account.Id, null, default);
            return await services.GetRequiredService<ISender>().Send(new CreateAdministrator.Command("x", "x", null, WebFixture.Password));
        }));
    }
}
