using System.Net;
using System.Text.RegularExpressions;
using JobAnalysis.Application;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Benchmarks.Pages;
using JobAnalysis.Web.Hosting;
using JobAnalysis.Web.Http;
using JobAnalysis.Web.Pages.Gaps;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.FileProviders;

namespace JobAnalysis.Benchmarks;

/// <summary>The product's web host with one page more, on a port of its own; as in Production, but for the limits on how often one account may ask.</summary>
internal sealed partial class PageHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private PageHost(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    public static async Task<PageHost> Start(string appConnectionString)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "JobAnalysis.Web", EnvironmentName = Environments.Production, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["JOBANALYSIS_PUBLIC_URL"] = "http://localhost",
            ["RateLimits:SignedInPerMinute"] = int.MaxValue.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["RateLimits:SignInPerMinute"] = "1000",
            ["Kestrel:Endpoints:Http:Url"] = "http://127.0.0.1:0",
        });
        // Requests that wrk leaves unfinished are no news.
        builder.Logging.ClearProviders();
        builder.Services.AddApplication(appConnectionString);
        builder.AddShell();
        builder.Services.AddScoped<TeamTable>();
        builder.AddIdentityPages();
        builder.Services.AddSingleton<TimeProvider>(BenchClock.Instance);
        builder.Services.AddHandlers(typeof(ShowTrivial).Assembly);
        builder.Services.AddMvc().ConfigureApplicationPartManager(parts =>
        {
            parts.ApplicationParts.Add(new AssemblyPart(typeof(PageHost).Assembly));
            parts.ApplicationParts.Add(new CompiledRazorAssemblyPart(typeof(PageHost).Assembly));
        });
        builder.Environment.WebRootFileProvider = new PhysicalFileProvider(WebRoot());

        var built = builder.Build();
        built.UseMiddleware<SchemaGuard>();
        built.UseShell();
        built.UseIdentityPages();
        built.MapShell();
        await built.StartAsync();
        return new(built);
    }

    /// <summary>Signs in as a browser does; returns the Cookie header.</summary>
    public async Task<string> SignIn(string userName, string password)
    {
        var cookies = new CookieContainer();
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = new(Address) };
        var form = await client.GetStringAsync("/account/sign-in");
        var token = Token().Match(form).Groups["value"].Value;
        using var content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["Input.UserName"] = userName, ["Input.Password"] = password, ["__RequestVerificationToken"] = token });
        using var answer = await client.PostAsync("/account/sign-in", content);
        var header = cookies.GetCookieHeader(new(Address));
        return header.Contains("ja-session", StringComparison.Ordinal) ? header : throw new InvalidOperationException($"{userName} is not signed in ({(int)answer.StatusCode})");
    }

    public async Task<(HttpStatusCode Status, string Body)> Get(string path, string cookie)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new(Address) };
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        using var answer = await client.GetAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static string WebRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var root = Path.Combine(at.FullName, "src", "JobAnalysis.Web", "wwwroot");
            if (Directory.Exists(root)) return root;
        }
        throw new InvalidOperationException("src/JobAnalysis.Web/wwwroot is not above the program");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
