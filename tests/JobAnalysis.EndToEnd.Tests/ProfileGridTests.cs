using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace JobAnalysis.EndToEnd.Tests;

/// <summary>The grid of a 職能需求表 by keyboard: what an officer who lives in spreadsheets expects of it, and what is stored.</summary>
public sealed class ProfileGridTests(Chromium chromium, Product product) : IClassFixture<Chromium>, IClassFixture<Product>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Keys_set_inherit_fill_and_undo_and_every_change_is_kept()
    {
        var page = await OpenDraft();
        var cell = Cell(page, 6, "Middle");
        var inherited = await cell.GetAttributeAsync("aria-label") ?? "";
        Assert.Contains("繼承層級預設", inherited, StringComparison.Ordinal);

        await Cell(page, 0, "Junior").FocusAsync();
        for (var i = 0; i < 6; i++) await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal(inherited, await page.EvaluateAsync<string>("() => document.activeElement.getAttribute('aria-label')"));

        await Press(page, "3");
        await Says(cell, "第3級，本表設定");
        await Press(page, "c");
        await Says(cell, "第3級 關鍵，本表設定");
        Assert.Contains("關鍵", await page.Locator("#grid-said").InnerTextAsync(), StringComparison.Ordinal);
        await Press(page, "Control+z");
        await Press(page, "Control+z");
        await Says(cell, "繼承層級預設");
        await Press(page, "Control+Shift+z");
        await Says(cell, "第3級，本表設定");
        await Press(page, "Delete");
        await Says(cell, "繼承層級預設");
        await Press(page, "0");
        await Says(cell, "無要求，本表設定");

        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await Press(page, "４");
        foreach (var row in (int[])[6, 7, 8]) await Says(Cell(page, row, "Middle"), "第4級");
        await page.Keyboard.PressAsync("ArrowDown");
        await Press(page, "Control+d");
        await Says(Cell(page, 9, "Middle"), "第4級");

        // What is stored is what is shown.
        await page.ReloadAsync();
        foreach (var row in (int[])[6, 7, 8, 9]) await Says(Cell(page, row, "Middle"), "第4級");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Enter_opens_the_form_of_the_cell_and_a_refused_reason_stays_typed()
    {
        var page = await OpenDraft();
        await Cell(page, 2, "Senior").FocusAsync();
        await page.Locator("#cell-panel [data-tier=Senior]").WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("panel-level", await page.EvaluateAsync<string>("() => document.activeElement.id"));

        await page.SelectOptionAsync("#panel-level", "5");
        await page.FillAsync("#panel-reason", new string('長', 501));
        await page.ClickAsync("[data-cell-form] button");
        await Assertions.Expect(page.Locator("#grid-trouble")).ToContainTextAsync("最多 500 個字，目前 501 個字。");
        await Assertions.Expect(page.Locator("#panel-reason")).ToHaveValueAsync(new string('長', 501));

        await page.FillAsync("#panel-reason", "跨機關業務");
        await page.ClickAsync("[data-cell-form] button");
        await Saved(page);
        await page.ReloadAsync();
        await Says(Cell(page, 2, "Senior"), "第5級，本表設定");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Two_editors_see_both_versions_and_nothing_is_overwritten()
    {
        var one = await OpenDraft();
        var other = await OpenDraft();
        await Cell(one, 3, "Junior").FocusAsync();
        await Press(one, "5");
        await Cell(other, 3, "Junior").FocusAsync();
        await other.Keyboard.PressAsync("1");
        var versions = other.Locator("#grid-trouble table.versions");
        await versions.WaitForAsync();
        Assert.Matches(new Regex("第1級[\\s\\S]*第5級", RegexOptions.None, Patience), await versions.InnerTextAsync());
        await other.ClickAsync("#grid-trouble a.btn-primary");
        await Says(Cell(other, 3, "Junior"), "第5級，本表設定");
        await one.Context.CloseAsync();
        await other.Context.CloseAsync();
    }

    [Fact]
    public async Task Published_with_its_letter_it_is_closed_and_staff_read_it()
    {
        // The other draft of the demo: the tests above change the first.
        var page = await product.OpenAsync(chromium, "hr@demo.example");
        await page.GotoAsync("/profiles");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^開啟草案", RegexOptions.None, Patience) }).Last.ClickAsync();
        var address = new Uri(page.Url).AbsolutePath;
        await page.ClickAsync(".acts a.btn-primary");
        await page.FillAsync("#Input_EffectiveFrom", "１５０/1/1");
        await page.FillAsync("#Input_DocumentDate", "1151120");
        await page.FillAsync("#Input_DocumentNumber", "數位部人字第1150009999號");
        await page.ClickAsync("main form button.btn-primary");
        await Assertions.Expect(page.Locator("dl.fact-rows")).ToContainTextAsync("民國150年1月1日（2061-01-01）");
        await page.ClickAsync("main form button.btn-primary");
        await Assertions.Expect(page.Locator(".note.good")).ToContainTextAsync("已發布");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("已核定（待生效）");
        Assert.Equal(0, await page.Locator("#discard").CountAsync());
        await page.Context.CloseAsync();

        var employee = await product.OpenAsync(chromium, "employee@demo.example");
        Assert.Equal(200, (await employee.GotoAsync(address))?.Status);
        await Assertions.Expect(employee.Locator(".basis")).ToContainTextAsync("數位部人字第1150009999號");
        await employee.Context.CloseAsync();
    }

    private async Task<IPage> OpenDraft()
    {
        var page = await product.OpenAsync(chromium, "hr@demo.example");
        await page.GotoAsync("/profiles");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^開啟草案", RegexOptions.None, Patience) }).First.ClickAsync();
        await page.Locator("#profile-grid[role=grid]").WaitForAsync();
        return page;
    }

    private static ILocator Cell(IPage page, int row, string tier) => page.Locator("#profile-grid tr[data-competency]").Nth(row).Locator($"td[data-tier={tier}] a");

    private static Task Says(ILocator cell, string words) => Assertions.Expect(cell).ToHaveAttributeAsync("aria-label", new Regex(Regex.Escape(words), RegexOptions.None, Patience));

    /// <summary>Presses a key and waits until the grid says that it is saved.</summary>
    private static async Task Press(IPage page, string key)
    {
        await page.EvaluateAsync("() => { document.getElementById('grid-saved').textContent = ''; }");
        // A key of an input method that types full-width digits has no key code of its own.
        if (key == "４") await page.EvaluateAsync("() => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '４', bubbles: true, cancelable: true }))");
        else await page.Keyboard.PressAsync(key);
        await Saved(page);
    }

    private static Task Saved(IPage page) => Assertions.Expect(page.Locator("#grid-saved")).ToHaveTextAsync(new Regex("^已儲存", RegexOptions.None, Patience));
}
