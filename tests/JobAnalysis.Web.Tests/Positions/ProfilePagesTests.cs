using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using JobAnalysis.TestKit;

namespace JobAnalysis.Web.Tests.Positions;

/// <summary>The pages of 職能需求表 as a browser without JavaScript meets them, and the answers that the grid's script reads.</summary>
public sealed partial class ProfilePagesTests(DemoWebFixture site) : IClassFixture<DemoWebFixture>
{
    private sealed record Draft(string Url, string Competency, string Revision);

    private Task<Browser> Hr() => site.SignInAsync("hr@demo.example", DemoDatabase.Password);

    private static async Task<Draft> OpenDraft(Browser browser)
    {
        var url = DraftLink().Match(await browser.ReadAsync("/profiles")).Groups["url"].Value;
        Assert.NotEqual("", url);
        var page = await browser.ReadAsync(url);
        return new(url, Browser.Between(page, "data-competency=\"", "\""), Browser.Between(page, "data-revision=\"", "\""));
    }

    private static (string, string)[] Cell(Draft draft, string level, string? reason = null, string tier = "Junior", string? revision = null, bool critical = false, Guid? key = null, string? competency = null) =>
    [
        ("_key", (key ?? Guid.CreateVersion7()).ToString()), ("Input.Revision", revision ?? draft.Revision), ("Input.Cells[0].CompetencyId", competency ?? draft.Competency),
        ("Input.Cells[0].Tier", tier), ("Input.Cells[0].Level", level), ("Input.Cells[0].IsCritical", critical ? "true" : "false"), ("Input.Cells[0].Reason", reason ?? ""),
    ];

    [Fact]
    public async Task A_cell_is_saved_and_the_new_revision_told()
    {
        using var hr = await Hr();
        var draft = await OpenDraft(hr);
        using var answer = await hr.PostAsync($"{draft.Url}?handler=Cells", Cell(draft, "３", "<script>alert(1)</script>"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var saved = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(long.Parse(draft.Revision, System.Globalization.CultureInfo.InvariantCulture) + 1, saved.RootElement.GetProperty("revision").GetInt64());

        using var page = await hr.GetAsync($"{draft.Url}/competencies/{draft.Competency}");
        var html = await page.Content.ReadAsStringAsync();
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert(1)", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6", "Junior", "", "量尺沒有第 6 級")]
    [InlineData("3.7", "Junior", "", "看不懂「3.7」")]
    [InlineData("3", "Boss", "", "這個值無法辨識")]
    [InlineData("3", "9", "", "這個值無法辨識")]
    [InlineData("3", "Junior", "a\0b", "控制字元")]
    [InlineData("3", "Junior", "a\u200bb", "看不見的字元（U+200B）")]
    public async Task Bad_input_comes_back_as_422_with_a_sentence_and_writes_nothing(string level, string tier, string reason, string sentence)
    {
        using var hr = await Hr();
        var draft = await OpenDraft(hr);
        using var answer = await hr.PostAsync($"{draft.Url}?handler=Cells", Cell(draft, level, reason, tier));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(sentence, Browser.Between(await Browser.TextOfAsync(answer), "error-summary\"", "</ul>"), StringComparison.Ordinal);
        Assert.Equal(draft.Revision, (await OpenDraft(hr)).Revision);
    }

    [Fact]
    public async Task The_form_without_script_keeps_what_was_typed()
    {
        using var hr = await Hr();
        var draft = await OpenDraft(hr);
        var reason = new string('長', 501);
        using var answer = await hr.PostAsync($"{draft.Url}/competencies/{draft.Competency}", Cell(draft, "", reason, critical: true));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var text = await Browser.TextOfAsync(answer);
        Assert.Contains(reason, text, StringComparison.Ordinal);
        Assert.Contains("最多 500 個字，目前 501 個字。", text, StringComparison.Ordinal);
        Assert.Contains("href=\"#Input_Cells_0__Level\"", text, StringComparison.Ordinal);
        Assert.Contains("id=\"Input_Cells_0__Level\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_form_is_409_with_both_versions()
    {
        using var hr = await Hr();
        var draft = await OpenDraft(hr);
        using (var first = await hr.PostAsync($"{draft.Url}?handler=Cells", Cell(draft, "5"))) Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        foreach (var address in (string[])[$"{draft.Url}?handler=Cells", $"{draft.Url}/competencies/{draft.Competency}"])
        {
            using var answer = await hr.PostAsync(address, Cell(draft, "1"));
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            var text = await Browser.TextOfAsync(answer);
            Assert.Contains("<pre>第1級</pre>", text, StringComparison.Ordinal);
            Assert.Contains("<pre>第5級</pre>", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_double_click_is_one_effect()
    {
        using var hr = await Hr();
        var draft = await OpenDraft(hr);
        var fields = Cell(draft, "2", "同一次", key: Guid.CreateVersion7());
        using var first = await hr.PostAsync($"{draft.Url}?handler=Cells", fields);
        using var second = await hr.PostAsync($"{draft.Url}?handler=Cells", fields);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    public async Task A_competency_that_is_not_of_the_version_is_refused()
    {
        using var hr = await Hr();
        var draft = await OpenDraft(hr);
        using var answer = await hr.PostAsync($"{draft.Url}?handler=Cells", Cell(draft, "2", competency: Guid.CreateVersion7().ToString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("不屬於這個框架版本", await Browser.TextOfAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publishing_names_wrong_dates_keeps_them_and_echoes_right_ones_in_both_calendars()
    {
        using var hr = await Hr();
        var draft = await OpenDraft(hr);
        (string, string)[] Form(string from) => [("Input.Revision", draft.Revision), ("Input.EffectiveFrom", from), ("Input.DocumentDate", "1151120"), ("Input.DocumentNumber", "數位部人字第1150009999號")];

        using var wrong = await hr.PostAsync($"{draft.Url}/publish?handler=Review", Form("115/2/29"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var text = await Browser.TextOfAsync(wrong);
        Assert.Contains("2月沒有29日", text, StringComparison.Ordinal);
        Assert.Contains("value=\"115/2/29\"", text, StringComparison.Ordinal);
        Assert.Contains("href=\"#Input_EffectiveFrom\"", text, StringComparison.Ordinal);

        using var right = await hr.PostAsync($"{draft.Url}/publish?handler=Review", Form("116/11/23"));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Contains("民國116年11月23日（2027-11-23）", await Browser.TextOfAsync(right), StringComparison.Ordinal);
        Assert.Contains("草案", await hr.ReadAsync(draft.Url), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_and_other_agencies_get_404_for_a_draft_exactly_as_for_an_unknown_id()
    {
        using var hr = await Hr();
        var draft = await OpenDraft(hr);
        var unknown = Regex.Replace(draft.Url, "[0-9a-f-]{36}$", Guid.CreateVersion7().ToString(), RegexOptions.None, TimeSpan.FromSeconds(1));
        foreach (var user in (string[])["employee", "unit-head", "hr-b"])
        {
            using var reader = await site.SignInAsync($"{user}@demo.example", DemoDatabase.Password);
            using var found = await reader.GetAsync(draft.Url);
            using var missing = await reader.GetAsync(unknown);
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (found.StatusCode, missing.StatusCode));
            using var panel = await reader.GetAsync($"{draft.Url}?handler=Panel&competency={draft.Competency}&tier=Junior");
            Assert.Equal(HttpStatusCode.NotFound, panel.StatusCode);
        }
    }

    [Fact]
    public async Task The_list_of_people_is_for_the_personnel_office()
    {
        using var hr = await Hr();
        var draft = await OpenDraft(hr);
        Assert.Contains("僅供訓練規劃與個人發展", await hr.ReadAsync($"{draft.Url}/consequences"), StringComparison.Ordinal);
        using var employee = await site.SignInAsync("employee@demo.example", DemoDatabase.Password);
        using var refused = await employee.GetAsync($"{draft.Url}/consequences");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    // The draft column is the last one; its link names a draft.
    [GeneratedRegex("href=\"(?<url>/profiles/[0-9a-f-]{36}/versions/[0-9a-f-]{36})\">開啟草案", RegexOptions.None, 5000)]
    private static partial Regex DraftLink();
}
