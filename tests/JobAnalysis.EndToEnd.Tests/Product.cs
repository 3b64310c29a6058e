using JobAnalysis.TestKit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;

namespace JobAnalysis.EndToEnd.Tests;

/// <summary>The product on a port of its own with the demo's data, as a person meets it. A test class has its own database.</summary>
public sealed class Product : IAsyncLifetime
{
    private TestDatabase database = null!;
    private Factory factory = null!;

    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await DemoDatabase.CloneAsync();
        factory = new(database.AppConnectionString);
        factory.UseKestrel(0);
        factory.StartServer();
        Address = factory.ClientOptions.BaseAddress;
    }

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>A browser window in Chinese, signed in as a demo role where one is named.</summary>
    public async Task<IPage> OpenAsync(Chromium chromium, string? userName = null, int width = 1440, int height = 960, ColorScheme scheme = ColorScheme.Light, string language = "zh-TW", bool javaScript = true)
    {
        var context = await chromium.Browser.NewContextAsync(new() { BaseURL = Address.ToString(), Locale = language, ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, JavaScriptEnabled = javaScript, ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(15_000);
        var page = await context.NewPageAsync();
        if (userName is null) return page;
        await page.GotoAsync("/account/sign-in");
        await page.FillAsync("#Input_UserName", userName);
        await page.FillAsync("#Input_Password", DemoDatabase.Password);
        await page.SubmitAsync("main form button.btn-primary");
        await page.Locator("nav.side, .error-summary").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        if (await page.Locator("nav.side").CountAsync() == 0) Assert.Fail($"{userName} was not let in: {await page.Locator("main").InnerTextAsync()}");
        return page;
    }

    /// <summary>Runs what is due now, as the worker would; the watchdog of the web process is not waited for.</summary>
    public Task RunDueAsync() => DemoDatabase.RunDueAsync(database.AppConnectionString);

    private sealed class Factory(string connectionString) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Demo");
            builder.UseSetting("ConnectionStrings:JobAnalysis", connectionString);
            builder.UseSetting("Logging:LogLevel:JobAnalysis", "Warning");
        }
    }
}
