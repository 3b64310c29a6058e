using System.Net;
using System.Text.RegularExpressions;
using JobAnalysis.TestKit;

namespace JobAnalysis.Web.Tests.Assessments;

/// <summary>Forms of assessment on the demo: bad input keeps what was typed, matrix rows 6 to 11 as a browser meets them, drafts by script.</summary>
public sealed partial class AssessmentPagesTests(DemoWebFixture site) : IClassFixture<DemoWebFixture>
{
    private Task<Browser> AsAsync(string user) => site.SignInAsync($"{user}@demo.example", DemoDatabase.Password);

    private static async Task<string> FirstLinkAsync(Browser browser, string page, string begins) =>
        Links().Matches(await browser.ReadAsync(page)).Select(m => m.Groups["url"].Value).First(url => url.StartsWith(begins, StringComparison.Ordinal));

    private static async Task<(string Url, string Revision)> OpenItemAsync(Browser browser)
    {
        var url = await FirstLinkAsync(browser, "/me/assessment", "/me/assessment/competencies/");
        return (url, Browser.Between(await browser.ReadAsync(url), "name=\"Input.Revision\" value=\"", "\""));
    }

    [Theory]
    [InlineData("6", "量尺沒有第 6 級")]
    [InlineData("3.7", "看不懂「3.7」")]
    [InlineData("1e999", "看不懂「1e999」")]
    public async Task A_level_outside_the_scale_comes_back_with_what_was_typed(string level, string sentence)
    {
        using var head = await AsAsync("unit-head");
        var (url, revision) = await OpenItemAsync(head);

        using var answer = await head.PostAsync(url, ("Input.Choice", level), ("Input.Comment", "<script>alert(1)</script>𠮷"), ("Input.Revision", revision));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var raw = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<script>alert(1)", raw, StringComparison.Ordinal);
        Assert.Contains(sentence, WebUtility.HtmlDecode(raw), StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script>𠮷", WebUtility.HtmlDecode(raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NUL_and_too_long_a_text_are_refused_at_the_field()
    {
        using var head = await AsAsync("unit-head");
        var (url, revision) = await OpenItemAsync(head);

        foreach (var comment in (string[])["例\0", new string('例', 1001)])
        {
            using var answer = await head.PostAsync(url, ("Input.Choice", "2"), ("Input.Comment", comment), ("Input.Revision", revision));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains("href=\"#Input_Comment\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_draft_is_kept_by_script_and_an_older_form_shows_both_versions()
    {
        using var head = await AsAsync("unit-head");
        var (url, revision) = await OpenItemAsync(head);

        using var draft = await head.PostAsync($"{url}?handler=Draft", ("Input.Choice", "２"), ("Input.Comment", "先存的例子"), ("Input.Revision", revision));
        using var stale = await head.PostAsync(url, ("Input.Choice", "4"), ("Input.Comment", "較舊的表單"), ("Input.Revision", revision));

        Assert.Equal(HttpStatusCode.OK, draft.StatusCode);
        Assert.Contains($"\"revision\":{int.Parse(revision, System.Globalization.CultureInfo.InvariantCulture) + 1}", await draft.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        var both = await Browser.TextOfAsync(stale);
        Assert.Contains("較舊的表單", both, StringComparison.Ordinal);
        Assert.Contains("先存的例子", both, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_submitted_is_read_only()
    {
        using var head = await AsAsync("unit-head");
        var (url, _) = await OpenItemAsync(head);
        var tried = 0;
        foreach (var user in DemoDatabase.UserNames)
        {
            using var browser = await site.SignInAsync(user, DemoDatabase.Password);
            using var mine = await browser.GetAsync("/me/assessment");
            if (mine.StatusCode is not HttpStatusCode.OK || !(await Browser.TextOfAsync(mine)).Contains("已於", StringComparison.Ordinal)) continue;
            using var answer = await browser.PostFromAsync("/me/notice", url, ("Input.Choice", "3"), ("Input.Revision", "1"));
            // Of another agency's framework the item does not exist.
            if (answer.StatusCode is HttpStatusCode.NotFound) continue;
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            Assert.Contains("這份評估已送出", await Browser.TextOfAsync(answer), StringComparison.Ordinal);
            tried++;
        }

        Assert.True(tried > 0, "no demo account has handed in its assessment");
    }

    [Fact]
    public async Task Only_the_rater_writes_and_HR_reads()
    {
        using var head = await AsAsync("unit-head");
        var url = await FirstLinkAsync(head, "/team/assessments", "/team/assessments/people/");
        var expected = new Dictionary<string, (HttpStatusCode Get, HttpStatusCode Post)>
        {
            ["employee"] = (HttpStatusCode.NotFound, HttpStatusCode.NotFound),
            ["hr"] = (HttpStatusCode.OK, HttpStatusCode.Forbidden),
            ["hr-b"] = (HttpStatusCode.NotFound, HttpStatusCode.NotFound),
            ["division-head"] = (HttpStatusCode.OK, HttpStatusCode.NotFound),
            ["head"] = (HttpStatusCode.NotFound, HttpStatusCode.NotFound),
            ["admin"] = (HttpStatusCode.NotFound, HttpStatusCode.Forbidden),
        };

        foreach (var (user, (get, post)) in expected)
        {
            using var browser = await AsAsync(user);
            using var read = await browser.GetAsync(url);
            using var write = await browser.PostFromAsync("/", url, ("Input.Revision", "0"));
            Assert.Equal((user, get, post), (user, read.StatusCode, write.StatusCode));
        }
    }

    [Fact]
    public async Task A_draft_changes_the_revision_of_the_form_and_nothing_else()
    {
        using var head = await AsAsync("unit-head");
        var page = await head.ReadAsync(Links().Matches(await head.ReadAsync("/team/assessments")).Select(m => m.Groups["url"].Value).Last(u => u.StartsWith("/team/assessments/people/", StringComparison.Ordinal)));

        // The script writes the new revision into every field marked so.
        Assert.Equal(["Input.Revision"], RevisionFields().Matches(page).Select(m => m.Groups["name"].Value));
        Assert.Contains("action=\"/team/assessments/people/", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_role_has_its_first_page()
    {
        foreach (var user in DemoDatabase.UserNames)
        {
            using var browser = await site.SignInAsync(user, DemoDatabase.Password);
            Assert.Contains("<h1>待辦", await browser.ReadAsync("/"), StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("name=\"(?<name>[^\"]+)\"[^>]*data-revision", RegexOptions.None, 5000)]
    private static partial Regex RevisionFields();

    [GeneratedRegex("href=\"(?<url>/[^\"]+)\"", RegexOptions.None, 5000)]
    private static partial Regex Links();
}
