using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace JobAnalysis.EndToEnd.Tests;

/// <summary>The main job in a real browser: an employee assesses, the unit head rates, HR recomputes, and the unit head's page shows the gap with its reason.</summary>
public sealed class StoryTests(Chromium chromium, Product product) : IClassFixture<Chromium>, IClassFixture<Product>
{
    private const string Employee = "張雅婷";
    private const string Competency = "隱私保護與安全";

    [Fact]
    public async Task An_employee_assesses_the_head_rates_and_the_team_page_shows_the_gap_with_its_reason()
    {
        await AssessSelf();
        await Rate("第2級");
        await Recompute();

        var head = await product.OpenAsync(chromium, "unit-head@demo.example");
        await head.GotoAsync("/team/gaps");
        var cell = head.GetByRole(AriaRole.Link, new() { NameRegex = new Regex($"^{Employee} {Competency}") });
        var sentence = await cell.GetAttributeAsync("aria-label") ?? "";
        Assert.Contains("現況第2級", sentence.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);

        await cell.ClickAsync();
        var reason = await head.Locator("main").InnerTextAsync();
        Assert.Contains("主管評估", reason, StringComparison.Ordinal);
        Assert.Contains("依採認規則：主管評估決定", reason, StringComparison.Ordinal);
        Assert.Contains("職能需求表", reason, StringComparison.Ordinal);
        Assert.Contains("需要：", reason, StringComparison.Ordinal);
        Assert.Contains("自我評估，供對照", reason, StringComparison.Ordinal);
    }

    private async Task AssessSelf()
    {
        var page = await product.OpenAsync(chromium, "employee@demo.example");
        await page.GotoAsync("/me/notice");
        if (await page.Locator("main form button.btn-primary").CountAsync() > 0) await page.ClickAsync("main form button.btn-primary");
        await page.GotoAsync("/me/assessment");
        var items = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('main a[href*=\"/me/assessment/competencies/\"]')].map(a => a.getAttribute('href'))");
        Assert.NotEmpty(items);
        foreach (var item in items.Distinct())
        {
            await page.GotoAsync(item);
            // 未評 is preselected: nothing is answered for the employee.
            if (await page.Locator("input[name='Input.Choice']:checked").GetAttributeAsync("value") == "none") Assert.Equal(0, await page.Locator("input[name='Input.Choice'][value='3']:checked").CountAsync());
            await page.CheckAsync("input[name='Input.Choice'][value='3']");
            await page.FillAsync("#Input_Comment", "整理三個機關的個資盤點表，列出委外契約應補的保護條款。");
            await page.ClickAsync("main form button.btn-primary");
        }

        await page.GotoAsync("/me/assessment/submit");
        await page.ClickAsync("main form button.btn-primary");
        await page.GotoAsync("/me/assessment");
        Assert.Contains("送出", await page.Locator(".basis").First.InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    private async Task Rate(string label)
    {
        var page = await product.OpenAsync(chromium, "unit-head@demo.example");
        await page.GotoAsync("/team/assessments");
        await page.Locator("tr", new() { HasText = Employee }).GetByRole(AriaRole.Link).Last.ClickAsync();
        var items = page.Locator("fieldset.rating");
        var count = await items.CountAsync();
        Assert.True(count > 0);
        for (var i = 0; i < count; i++)
        {
            var item = items.Nth(i);
            await item.GetByText(label, new() { Exact = true }).First.ClickAsync();
            await item.Locator("textarea").FillAsync("依半年內經手的案件判斷。");
        }

        await page.ClickAsync("button[formaction*='Submit']");
        await page.WaitForLoadStateAsync();
        Assert.DoesNotContain("請更正", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator(".error-summary").CountAsync());
        await page.Context.CloseAsync();
    }

    private async Task Recompute()
    {
        var page = await product.OpenAsync(chromium, "hr@demo.example");
        await page.GotoAsync("/runs");
        var before = await LastRun(page);
        await page.ClickAsync(".acts button.btn-primary");
        Assert.Contains("已排入", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
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
