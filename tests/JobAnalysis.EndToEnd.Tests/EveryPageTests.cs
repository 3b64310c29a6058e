using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using JobAnalysis.TestKit;
using Microsoft.Playwright;

namespace JobAnalysis.EndToEnd.Tests;

/// <summary>Every page in real Chromium: reachable, accessible, within its frame, without inline code, raw keys or words that do not exist in the product.</summary>
public sealed class EveryPageTests(Chromium chromium, Product product) : IClassFixture<Chromium>, IClassFixture<Product>
{
    /// <summary>Decisions.md 14: words that do not exist in the product.</summary>
    private static readonly string[] NeverSaid = ["不適任", "不合格", "不及格", "落後", "名次：", "百分等級："];

    private static bool Full => Environment.GetEnvironmentVariable("JOBANALYSIS_TEST_FULL") == "1";

    [Fact]
    public async Task Every_page_of_every_role_passes_axe_and_keeps_its_frame()
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<string> faults = [];
        foreach (var role in DemoDatabase.UserNames)
        {
            var page = await product.OpenAsync(chromium, role, width: 1280);
            var errors = Listen(page);
            foreach (var (route, address) in await Tour.WalkAsync(page))
            {
                // Once for each page; every role of every page in the full run.
                if (!seen.Add(Full ? $"{role} {route}" : route)) continue;
                await page.GotoAsync(address);
                faults.AddRange(await FaultsOf(page, $"{role} {address} 1280"));
                await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
                // Two frames, so that axe sees no color on its way from light to dark.
                await page.EvaluateAsync("() => new Promise(done => { document.documentElement.setAttribute('data-bs-theme', 'dark'); requestAnimationFrame(() => requestAnimationFrame(done)); })");
                faults.AddRange(await AxeOf(page, $"{role} {address} dark", "color-contrast"));
                await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
                await page.SetViewportSizeAsync(320, 800);
                await page.GotoAsync(address);
                faults.AddRange(await FaultsOf(page, $"{role} {address} 320"));
                await page.SetViewportSizeAsync(1280, 960);
            }

            faults.AddRange(errors.Select(e => $"{role} {e}"));
            await page.Context.CloseAsync();
        }

        Assert.True(seen.Count > 15, $"only {seen.Count} pages were found");
        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct()));
    }

    [Fact]
    public async Task Every_page_speaks_English_too()
    {
        List<string> faults = [];
        var page = await product.OpenAsync(chromium, "hr@demo.example", language: "en-US");
        foreach (var (_, address) in await Tour.WalkAsync(page))
        {
            await page.GotoAsync(address);
            if (await page.Locator("html").GetAttributeAsync("lang") != "en") faults.Add($"{address} is not in English");
            var heading = await page.Locator("h1").First.InnerTextAsync();
            if (string.IsNullOrWhiteSpace(heading)) faults.Add($"{address} has no heading");
            // Interface text is English; names and official text stay Chinese.
            var labels = await page.EvaluateAsync<string>("() => [...document.querySelectorAll('nav.side a, button, label, th[scope=col] , .acts a')].filter(e => !e.closest('[lang]:not(html)')).map(e => e.textContent).join('\\n')");
            if (labels.Contains("gaps.", StringComparison.Ordinal) || labels.Contains("common.", StringComparison.Ordinal)) faults.Add($"{address} shows a raw key");
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static ConcurrentQueue<string> Listen(IPage page)
    {
        ConcurrentQueue<string> errors = [];
        page.Console += (_, message) =>
        {
            if (message.Type is "error") errors.Enqueue($"{page.Url} console: {message.Text}");
        };
        page.PageError += (_, error) => errors.Enqueue($"{page.Url} script: {error}");
        return errors;
    }

    private static async Task<IEnumerable<string>> FaultsOf(IPage page, string where)
    {
        List<string> faults = [.. await AxeOf(page, where)];
        var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (overflow > 0) faults.Add($"{where}: the page is {overflow} px wider than the window");
        var text = await page.Locator("main").InnerTextAsync();
        faults.AddRange(NeverSaid.Where(word => text.Contains(word, StringComparison.Ordinal)).Select(word => $"{where}: says {word}"));
        if (System.Text.RegularExpressions.Regex.IsMatch(text, "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1))) faults.Add($"{where}: shows an id");
        var small = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('main a, main button, main input, main select')]
              .filter(e => e.offsetParent && e.type !== 'hidden' && !e.closest('p, li, dd, dt, td, small, .basis, .crumb, label'))
              .map(e => [e, e.getBoundingClientRect()]).filter(([e, r]) => r.width > 1 && r.height > 1 && (r.width < 24 || r.height < 24))
              .map(([e, r]) => `${e.tagName} ${(e.textContent || e.name || '').trim().slice(0, 20)} ${Math.round(r.width)}x${Math.round(r.height)}`)
            """);
        faults.AddRange(small.Select(s => $"{where}: target below 24 px: {s}"));
        return faults;
    }

    private static async Task<IEnumerable<string>> AxeOf(IPage page, string where, params string[] rules)
    {
        var options = rules.Length == 0 ? new AxeRunOptions { Rules = new() { ["label-content-name-mismatch"] = new() { Enabled = true } } } : new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "rule", Values = [.. rules] } };
        var result = await page.RunAxe(options);
        return result.Violations.SelectMany(v => v.Nodes.Take(3).Select(n => $"{where}: axe {v.Id}: {n.Html[..Math.Min(n.Html.Length, 160)]}"));
    }
}
