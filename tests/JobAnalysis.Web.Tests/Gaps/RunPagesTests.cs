using System.Net;
using System.Text.RegularExpressions;
using JobAnalysis.TestKit;
using Npgsql;

namespace JobAnalysis.Web.Tests.Gaps;

/// <summary>The run page as an HR officer without JavaScript meets it, in states that are set in the database.</summary>
public sealed partial class RunPagesTests : IAsyncLifetime
{
    private readonly PublishedSite site = new();

    public ValueTask InitializeAsync() => site.InitializeAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    /// <summary>The demo of today with its first publication.</summary>
    private sealed class PublishedSite : DemoWebFixture
    {
        protected override Task<TestDatabase> CloneAsync() => DemoDatabase.CloneAsync();
    }

    private Task<Browser> SignInAsync(string name) => site.SignInAsync($"{name}@demo.example", DemoDatabase.Password);

    private async Task<object?> SqlAsync(string sql)
    {
        await using var dataSource = NpgsqlDataSource.Create(site.Database.OwnerConnectionString);
        await using var command = dataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private Task<object?> PublishedAsync(TimeSpan ago) => SqlAsync($"update gap_publication set started_at = '{Instant(ago + TimeSpan.FromSeconds(2))}', published_at = '{Instant(ago)}'");

    private string Instant(TimeSpan ago) => (site.Clock.GetUtcNow() - ago).ToString("yyyy-MM-dd HH:mm:ss+00", System.Globalization.CultureInfo.InvariantCulture);

    private const string Ministry = "(select id from organization where name_zh_hant = '數位服務部')";

    [Fact]
    public async Task Every_result_page_warns_of_results_older_than_26_hours_and_none_before()
    {
        using var head = await SignInAsync("unit-head");
        using var hr = await SignInAsync("hr");
        using var top = await SignInAsync("head");
        var person = await SqlAsync($"select person_id from gap_result where organization_id = {Ministry} and kind = 'Regular' order by appointment_id limit 1");
        var appointment = await SqlAsync($"select appointment_id from gap_result where organization_id = {Ministry} and person_id = '{person}' and kind = 'Regular'");
        var competency = await SqlAsync("select id from competency order by ordinal limit 1");
        (Browser Browser, string Url)[] pages =
        [
            (head, "/team/gaps"), (head, "/me/gaps"), (hr, "/organization/gaps"), (hr, $"/people/{person}/gaps"), (hr, $"/gaps/{appointment}/{competency}"), (hr, "/runs"), (hr, "/"),
            (top, "/organization/gaps"), (top, "/organization/gaps/tree"),
        ];

        await PublishedAsync(TimeSpan.FromHours(25.9));
        foreach (var (browser, url) in pages) Assert.DoesNotContain("超過 26 小時", await browser.ReadAsync(url), StringComparison.Ordinal);
        await PublishedAsync(TimeSpan.FromHours(26.1));
        foreach (var (browser, url) in pages) Assert.True((await browser.ReadAsync(url)).Contains("超過 26 小時", StringComparison.Ordinal), url);
        using var file = await hr.GetAsync("/team/gaps/export?format=csv");
        Assert.Contains("超過 26 小時", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_goes_on_shows_its_bar_and_the_seconds_left_and_can_be_looked_at_again_without_script()
    {
        using var hr = await SignInAsync("hr");
        await SqlAsync($"""
            insert into gap_run(organization_id, as_of, formula_version, requested, published, epoch, cause, "full", failures, requested_at, claimed_by, claimed_at, heartbeat, lease_until, people_done, people_total)
            select o.id, (select max(p.as_of) + 1 from gap_publication p where p.organization_id = o.id), 1, 1, 0, 1, 'Button', true, 0, run_clock(), 'w', run_clock() - interval '1 second', run_clock(), run_clock() + interval '1 minute', 30, 120 from organization o where o.id = {Ministry}
            """);
        await SqlAsync($"update gap_publication set started_at = published_at - interval '41 seconds' where organization_id = {Ministry}");
        var page = await hr.ReadAsync("/runs");
        Assert.Matches(Bar(), page);
        Assert.Matches(Left(), page);
        Assert.Contains("<noscript><p class=\"mb-0\"><a href=\"/runs\">", page, StringComparison.Ordinal);
        Assert.Contains("hx-get=\"/runs/live?p=1\"", page, StringComparison.Ordinal);
        Assert.Matches(Bar(), await hr.ReadAsync("/runs/live"));

        await SqlAsync("update gap_run set published = requested, lease_until = null, claimed_by = null");
        Assert.DoesNotContain("hx-get=\"/runs/live", await hr.ReadAsync("/runs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_left_out_is_listed_and_tried_again_on_request()
    {
        using var hr = await SignInAsync("hr");
        await SqlAsync($"""
            insert into gap_quarantine(organization_id, person_id, appointment_id, publication_id, code, first_seen, last_seen)
            select organization_id, id, (select min(a.id::text)::uuid from appointment a where a.organization_id = person.organization_id and a.person_id = person.id), 1, 'gaps.position-without-unit', '2026-11-20 18:00+00', '2026-11-22 18:00+00' from person where organization_id = {Ministry} order by id limit 2
            """);
        await SqlAsync($"update gap_publication set failed = 2 where organization_id = {Ministry}");
        var page = await hr.ReadAsync("/runs");
        Assert.Contains("完成，有例外", page, StringComparison.Ordinal);
        Assert.Contains("2 人：職務沒有所在單位", page, StringComparison.Ordinal);
        Assert.Contains("115/11/21 02:00", page, StringComparison.Ordinal);
        Assert.Contains((string)(await SqlAsync($"select name from person where organization_id = {Ministry} order by id limit 1"))!, page, StringComparison.Ordinal);

        using var answer = await hr.PostAsync("/runs", ("retry", "true"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("已排入重試", await hr.ReadAsync("/runs"), StringComparison.Ordinal);
        await site.SendAsync(new Application.Gaps.RunDueSlots.Operation());
        Assert.DoesNotContain("無法計算的人：", await hr.ReadAsync("/runs"), StringComparison.Ordinal);

        using var employee = await SignInAsync("employee");
        Assert.DoesNotContain("職務沒有所在單位", await employee.ReadAsync("/runs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_unit_is_computed_again_after_its_cost_was_shown()
    {
        using var hr = await SignInAsync("hr");
        var unit = await SqlAsync($"select id from unit where organization_id = {Ministry} and name_zh_hant = '資訊處'");
        var cost = await hr.ReadAsync($"/runs/units?unit={unit}&tree=true");
        Assert.Matches(People(), cost);
        Assert.Contains("預計時間", cost, StringComparison.Ordinal);
        using var answer = await hr.PostFromAsync($"/runs/units?unit={unit}&tree=true", "/runs/units", ("unit", unit!.ToString()!), ("tree", "true"));
        Assert.Equal("/runs", answer.Headers.Location?.ToString());
        Assert.Contains("已排入重新比對：這個單位", await hr.ReadAsync("/runs"), StringComparison.Ordinal);
        using var unknown = await hr.GetAsync($"/runs/units?unit={Guid.CreateVersion7()}");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task The_pause_window_is_set_from_a_day_on_and_nonsense_is_told_at_its_field()
    {
        using var hr = await SignInAsync("hr");
        using var wrong = await hr.PostAsync("/runs/pause", ("Input.Kind", "window"), ("Input.From", "18:00"), ("Input.To", "08:00"), ("Input.ValidFrom", "115/11/23"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("結束時間要晚於開始時間", await Browser.TextOfAsync(wrong), StringComparison.Ordinal);
        using var done = await hr.PostAsync("/runs/pause", ("Input.Kind", "window"), ("Input.From", "9:00"), ("Input.To", "17:30"), ("Input.ValidFrom", "115/11/23"));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Contains("上班日 09:00–17:30 不補跑", await hr.ReadAsync("/runs/pause"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_told_on_its_own_page_at_once_and_reading_goes_on()
    {
        using var hr = await SignInAsync("hr");
        using var visitor = site.Visitor();
        Assert.Equal("no fault", await visitor.ReadAsync("/health/disk"));
        await SqlAsync("create function refuse() returns trigger language plpgsql as $$ begin raise exception 'secret-detail' using errcode = '53100'; end $$; create trigger refuse before insert or update on setting for each row execute function refuse()");

        using var answer = await hr.PostAsync("/runs/pause", ("Input.Kind", "none"), ("Input.ValidFrom", "115/11/23"));
        var page = await Browser.TextOfAsync(answer);
        Assert.Equal(HttpStatusCode.InsufficientStorage, answer.StatusCode);
        Assert.Contains("磁碟空間不足或無法讀寫", page, StringComparison.Ordinal);
        Assert.Contains("JA-0507", page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-detail", page, StringComparison.Ordinal);
        using var health = await visitor.GetAsync("/health/disk");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Contains("資料庫的磁碟已滿或發生錯誤", await hr.ReadAsync("/runs"), StringComparison.Ordinal);

        site.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("no fault", await visitor.ReadAsync("/health/disk"));
    }

    [Fact]
    public async Task Health_of_runs_tells_how_many_agencies_are_late_and_no_name()
    {
        using var visitor = site.Visitor();
        await SqlAsync("update gap_publication set published_at = run_clock()");
        Assert.Equal("0 late", await visitor.ReadAsync("/health/runs"));
        await SqlAsync($"update gap_publication set published_at = run_clock() - interval '27 hours', started_at = run_clock() - interval '27 hours' where organization_id = {Ministry}");
        using var answer = await visitor.GetAsync("/health/runs");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "1 late"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Runs_that_cannot_be_compared_do_not_exist()
    {
        using var hr = await SignInAsync("hr");
        foreach (var query in (string[])["from=1&to=1", "from=1&to=99", "from=x&to=1", "from=-1&to=1", "from=9999999999999999999&to=1"])
        {
            using var answer = await hr.GetAsync($"/runs/compare?{query}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [GeneratedRegex("<progress class=\"bar\" value=\"30\" max=\"120\"", RegexOptions.None, 5000)]
    private static partial Regex Bar();

    [GeneratedRegex("約剩 (?:3[0-9]|40) 秒", RegexOptions.None, 5000)]
    private static partial Regex Left();

    [GeneratedRegex("<b>[1-9][0-9]* 人</b>", RegexOptions.None, 5000)]
    private static partial Regex People();
}
