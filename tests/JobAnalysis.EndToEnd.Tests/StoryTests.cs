using System.Globalization;
using System.Text.RegularExpressions;
using JobAnalysis.Application.Access;
using JobAnalysis.Domain.Shared;
using Microsoft.Playwright;

namespace JobAnalysis.EndToEnd.Tests;

/// <summary>The main job in a real browser: HR publishes a changed profile, an employee assesses, the unit head rates, HR recomputes, and the unit head's page shows the gap with its reason.</summary>
public sealed class StoryTests(Chromium chromium, Product product) : IClassFixture<Chromium>, IClassFixture<Product>
{
    private const string Employee = "張雅婷";
    private const string Profile = "資訊行政";
    private const string Competency = "隱私保護與安全";

    [Fact]
    public async Task HR_publishes_an_employee_assesses_the_head_rates_and_the_team_page_shows_the_gap_with_its_reason()
    {
        await PublishProfile();
        await AssessSelf();
        await Rate("第2級");
        await Recompute();

        var head = await product.OpenAsync(chromium, "unit-head@demo.example");
        await head.GotoAsync("/team/gaps");
        var cell = head.GetByRole(AriaRole.Link, new() { NameRegex = new Regex($"^{Employee} {Competency}", RegexOptions.None, TimeSpan.FromSeconds(1)) });
        var sentence = (await cell.GetAttributeAsync("aria-label") ?? "").Replace(" ", "", StringComparison.Ordinal);
        Assert.Contains("現況2", sentence, StringComparison.Ordinal);
        Assert.Contains("需求5", sentence, StringComparison.Ordinal);
        Assert.Contains("低於需求3級", sentence, StringComparison.Ordinal);

        await cell.ClickAsync();
        var reason = await head.Locator("main").InnerTextAsync();
        Assert.Contains("主管評估", reason, StringComparison.Ordinal);
        Assert.Contains("依採認規則：主管評估決定", reason, StringComparison.Ordinal);
        Assert.Contains("數位部人字第1150099999號", reason, StringComparison.Ordinal);
        Assert.Contains("需要：", reason, StringComparison.Ordinal);
        Assert.Contains("自我評估，供對照", reason, StringComparison.Ordinal);
    }

    /// <summary>With the keyboard in the grid: to the cell, digit 5, and undo and redo on the way.</summary>
    private async Task PublishProfile()
    {
        var page = await product.OpenAsync(chromium, "hr@demo.example");
        await page.GotoAsync("/profiles");
        await page.GetByRole(AriaRole.Link, new() { Name = Profile, Exact = true }).First.ClickAsync();
        if (!page.Url.Contains("/versions/", StringComparison.Ordinal) || await page.Locator("#profile-grid[data-editable=true]").CountAsync() == 0)
        {
            await page.GotoAsync(Regex.Replace(new Uri(page.Url).AbsolutePath, "/versions/.*", "", RegexOptions.None, TimeSpan.FromSeconds(1)));
            await page.ClickAsync(".acts .btn-primary");
        }

        var grid = page.Locator("#profile-grid[data-editable=true]");
        await grid.WaitForAsync();
        var cell = grid.Locator($"tr[data-name='{Competency}'] td[data-tier=Junior]");
        // The script has taken over when the cells are grid cells.
        await Assertions.Expect(cell).ToHaveAttributeAsync("role", "gridcell");
        await cell.Locator("a").FocusAsync();
        await Press(page, "5");
        await Assertions.Expect(cell).ToHaveAttributeAsync("data-own", "5");
        await Press(page, "Control+z");
        await Assertions.Expect(cell).Not.ToHaveAttributeAsync("data-own", "5");
        await Press(page, "5");
        await Assertions.Expect(cell).ToHaveAttributeAsync("data-own", "5");
        await Assertions.Expect(page.Locator("#grid-saved")).ToContainTextAsync("儲存");
        await page.ReloadAsync();
        await Assertions.Expect(cell).ToHaveAttributeAsync("data-own", "5");

        await page.ClickAsync(".acts a.btn-primary");
        await page.FillAsync("#Input_EffectiveFrom", "115/2/29");
        await page.FillAsync("#Input_DocumentDate", Today());
        await page.FillAsync("#Input_DocumentNumber", "數位部人字第1150099999號");
        await page.SubmitAsync("main form button.btn-primary");
        Assert.Contains("2月沒有29日", await page.Locator(".error-summary").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("數位部人字第1150099999號", await page.InputValueAsync("#Input_DocumentNumber"));
        await page.FillAsync("#Input_EffectiveFrom", Today());
        await page.SubmitAsync("main form button.btn-primary");
        await page.Locator(".fact-rows").WaitForAsync();
        await page.SubmitAsync("main form button.btn-primary");
        await page.Locator("#profile-grid[data-editable=false]").WaitForAsync();
        await page.Context.CloseAsync();
    }

    /// <summary>Presses a key and waits until the grid has saved what it changed.</summary>
    private static Task Press(IPage page, string key) => page.RunAndWaitForResponseAsync(() => page.Keyboard.PressAsync(key), response => response.Request.Method == "POST");

    /// <summary>Today in Taipei as an officer types it.</summary>
    private static string Today() => TaiwanDate.FormatShort(TimeProvider.System.TaipeiToday());

    private async Task AssessSelf()
    {
        var page = await product.OpenAsync(chromium, "employee@demo.example");
        await page.GotoAsync("/me/notice");
        if (await page.Locator("main form button.btn-primary").CountAsync() > 0) await page.SubmitAsync("main form button.btn-primary");
        await page.GotoAsync("/me/assessment");
        var items = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('main a[href*=\"/me/assessment/competencies/\"]')].map(a => a.getAttribute('href'))");
        Assert.True(items.Length > 0, $"nothing to assess: {await page.Locator("main").InnerTextAsync()}");
        foreach (var item in items.Distinct())
        {
            await page.GotoAsync(item);
            // 未評 is preselected: nothing is answered for the employee.
            if (await page.Locator("input[name='Input.Choice']:checked").GetAttributeAsync("value") == "none") Assert.Equal(0, await page.Locator("input[name='Input.Choice'][value='3']:checked").CountAsync());
            await page.CheckAsync("input[name='Input.Choice'][value='3']");
            await page.FillAsync("#Input_Comment", "整理三個機關的個資盤點表，列出委外契約應補的保護條款。");
            await page.SubmitAsync("main form button.btn-primary");
        }

        await page.GotoAsync("/me/assessment/submit");
        await page.SubmitAsync("main form button.btn-primary");
        await page.GotoAsync("/me/assessment");
        Assert.Contains("送出", await page.Locator(".basis").First.InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    private async Task Rate(string label)
    {
        var page = await product.OpenAsync(chromium, "unit-head@demo.example");
        await page.GotoAsync("/team/assessments");
        await page.Locator("tr", new() { HasText = Employee }).GetByRole(AriaRole.Link).Last.ClickAsync();
        // The items nobody requires stand folded away.
        var items = page.Locator("fieldset.rating:visible");
        var count = await items.CountAsync();
        Assert.True(count > 0);
        for (var i = 0; i < count; i++)
        {
            var item = items.Nth(i);
            await item.GetByText(label, new() { Exact = true }).First.ClickAsync();
            await item.Locator("textarea").FillAsync("依半年內經手的案件判斷。");
        }

        var answer = await page.SubmitAsync("button[formaction*='Submit']");
        Assert.True(answer.Status == 302, $"the rating was answered {answer.Status}: {await page.Locator("main").InnerTextAsync()}");
        await page.Context.CloseAsync();
    }

    private async Task Recompute()
    {
        var page = await product.OpenAsync(chromium, "hr@demo.example");
        await page.GotoAsync("/runs");
        var before = await LastRun(page);
        await page.SubmitAsync(".acts button.btn-primary");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("已排入");
        for (var tries = 0; tries < 60 && await LastRun(page) <= before; tries++)
        {
            await Task.Delay(1000);
            await page.GotoAsync("/runs");
        }

        Assert.True(await LastRun(page) > before, "the recomputation was not published within a minute");
        await page.Context.CloseAsync();
    }

    private static async Task<int> LastRun(IPage page) =>
        int.Parse((await page.Locator("table.list tbody th").First.InnerTextAsync()).TrimStart('#'), CultureInfo.InvariantCulture);
}
