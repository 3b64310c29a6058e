using JobAnalysis.Application.Data;
using JobAnalysis.Application.Notifications;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.Web.Tests.Notifications;

public sealed class MailWebFixture : WebFixture
{
    public MailServer Mail { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton(MailSettings.Parse(Mail.Address, "jobanalysis@agency.test")));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Mail.DisposeAsync();
    }
}

public sealed class SendOutboxTests(MailWebFixture site) : IClassFixture<MailWebFixture>
{
    [Fact]
    public async Task A_mail_is_sent_once_with_its_own_message_id()
    {
        var id = await WriteAsync("once@test");
        var before = site.Mail.Received.Count;
        Assert.Equal(new SendOutbox.Result(1, 0), await site.SendAsync(new SendOutbox.Operation()));
        Assert.Equal(new SendOutbox.Result(0, 0), await site.SendAsync(new SendOutbox.Operation()));
        var mail = Assert.Single(site.Mail.Received.Skip(before));
        Assert.Contains($"Message-Id: <{id:N}@agency.test>", mail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("To: once@test", mail, StringComparison.Ordinal);
        Assert.Equal(MailState.Sent, await StateAsync(id));
    }

    [Fact]
    public async Task A_mail_that_was_refused_waits_longer_each_time_and_arrives_later()
    {
        site.Mail.Refuses = true;
        var id = await WriteAsync("later@test");
        foreach (var minutes in (int[])[1, 2, 4])
        {
            Assert.Equal(new SendOutbox.Result(0, 1), await site.SendAsync(new SendOutbox.Operation()));
            site.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.Equal(new SendOutbox.Result(0, 0), await site.SendAsync(new SendOutbox.Operation()));
            site.Clock.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Contains("not now", (await RowAsync(id)).LastError, StringComparison.Ordinal);
        site.Mail.Refuses = false;
        Assert.Equal(new SendOutbox.Result(1, 0), await site.SendAsync(new SendOutbox.Operation()));
        Assert.Null((await RowAsync(id)).LastError);
    }

    [Fact]
    public async Task When_the_server_hangs_up_the_second_try_carries_the_same_message_id()
    {
        var id = await WriteAsync("twice@test");
        var before = site.Mail.Received.Count;
        site.Mail.HangsUpAfterData = true;
        Assert.Equal(new SendOutbox.Result(0, 1), await site.SendAsync(new SendOutbox.Operation()));
        site.Mail.HangsUpAfterData = false;
        site.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(new SendOutbox.Result(1, 0), await site.SendAsync(new SendOutbox.Operation()));
        Assert.Equal(2, site.Mail.Received.Skip(before).Count(mail => mail.Contains($"{id:N}@agency.test", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Five_senders_at_once_send_each_mail_once()
    {
        var before = site.Mail.Received.Count;
        for (var mails = 0; mails < 12; mails++) await WriteAsync($"many{mails}@test");
        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => site.SendAsync(new SendOutbox.Operation())));
        Assert.Equal(12, results.Sum(result => result.Sent));
        Assert.Equal(12, site.Mail.Received.Count - before);
    }

    [Fact]
    public async Task An_expired_notice_is_dropped_and_its_text_is_no_longer_listed()
    {
        var id = await WriteAsync("expired@test", TimeSpan.FromMinutes(10));
        Assert.NotNull((await ListedAsync(id)).Body);
        site.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(new SendOutbox.Result(0, 0), await site.SendAsync(new SendOutbox.Operation()));
        Assert.Equal(MailState.Expired, await StateAsync(id));
        Assert.Null((await ListedAsync(id)).Body);
        Assert.DoesNotContain(await site.SendAsync(new ListOutbox.Query(All: false)), row => row.Id == id);
        site.Clock.Advance(TimeSpan.FromDays(8));
        await site.SendAsync(new SendOutbox.Operation());
        Assert.DoesNotContain(await site.SendAsync(new ListOutbox.Query(All: true)), row => row.Id == id);
    }

    [Theory]
    [InlineData("http://mail.test")]
    [InlineData("mail.test:25")]
    public void A_server_that_is_no_mail_server_is_refused_without_its_password(string address)
    {
        var error = Assert.Throws<FormatException>(() => MailSettings.Parse(address.Replace("//", "//user:secret@", StringComparison.Ordinal), null));
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    private Task<Guid> WriteAsync(string to, TimeSpan? life = null) => site.UseAsync(async services =>
    {
        var db = services.GetRequiredService<JobAnalysisDb>();
        var now = site.Clock.GetUtcNow();
        var mail = new OutboxMail { Id = Guid.CreateVersion7(now), To = to, Subject = "測試 test", Body = "內容 body", CreatedAt = now, ExpiresAt = life is null ? null : now + life };
        db.OutboxMails.Add(mail);
        await db.SaveChangesAsync();
        return mail.Id;
    });

    private Task<OutboxMail> RowAsync(Guid id) => site.UseAsync(services => services.GetRequiredService<JobAnalysisDb>().OutboxMails.AsNoTracking().SingleAsync(m => m.Id == id));

    private async Task<ListOutbox.Row> ListedAsync(Guid id) => (await site.SendAsync(new ListOutbox.Query(All: true))).Single(row => row.Id == id);

    private async Task<MailState> StateAsync(Guid id) => (await ListedAsync(id)).State;
}
