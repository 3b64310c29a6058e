using System.Net;
using System.Text.RegularExpressions;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.TestKit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace JobAnalysis.Web.Tests;

/// <summary>The whole site on a database of its own, at a time that tests set. Background work does not run by itself: tests send its operations.</summary>
public class WebFixture : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string Password = "Right-Horse-2026";

    private TestDatabase? database;

    /// <summary>Begins at ten in the morning in Taipei.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));

    public TestDatabase Database => database!;

    protected virtual string Environment => "Test";

    protected virtual IEnumerable<(string Key, string Value)> Settings => [];

    protected virtual Task<TestDatabase> CloneAsync() => Databases.CloneSeededAsync();

    public async ValueTask InitializeAsync() => database = await CloneAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (database is not null) await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environment);
        builder.UseSetting("ConnectionStrings:JobAnalysis", Database.AppConnectionString);
        builder.UseSetting("JOBANALYSIS_PUBLIC_URL", "http://jobanalysis.test");
        builder.UseSetting("JOBANALYSIS_JOBS", "0");
        foreach (var (key, value) in Settings) builder.UseSetting(key, value);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            foreach (var service in services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Namespace?.StartsWith("JobAnalysis.", StringComparison.Ordinal) is true).ToList())
                services.Remove(service);
        });
    }

    /// <summary>A browser in which nobody is signed in.</summary>
    public Browser Visitor() => new(CreateClient(new() { AllowAutoRedirect = false }));

    /// <summary>A browser in which the account is signed in.</summary>
    public async Task<Browser> SignInAsync(string userName, string password = Password)
    {
        var browser = Visitor();
        using var answer = await browser.PostAsync("/account/sign-in", ("Input.UserName", userName), ("Input.Password", password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    /// <summary>Makes an account; returns its id. Its user name is its mail address too.</summary>
    public async Task<Guid> AddAccountAsync(string userName, bool isDemo = false) => await UseAsync(async services =>
    {
        var now = Clock.GetUtcNow();
        var account = new Application.Access.Account
        {
            Id = Guid.CreateVersion7(now),
            UserName = userName,
            NormalizedUserName = userName.ToUpperInvariant(),
            Email = userName,
            NormalizedEmail = userName.ToUpperInvariant(),
            DisplayName = "測試帳號",
            IsDemo = isDemo,
            CreatedAt = now,
            LockoutEnabled = true,
            SecurityStamp = Guid.CreateVersion7(now).ToString("N"),
        };
        account.PasswordHash = services.GetRequiredService<IPasswordHasher<Application.Access.Account>>().HashPassword(account, Password);
        var accounts = services.GetRequiredService<AccountsDb>();
        accounts.Users.Add(account);
        await accounts.SaveChangesAsync();
        return account.Id;
    });

    /// <summary>Works in a scope of its own, as the system.</summary>
    public async Task<T> UseAsync<T>(Func<IServiceProvider, Task<T>> use)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Actor = Actor.System(Clock.TaipeiToday());
        return await use(scope.ServiceProvider);
    }

    /// <summary>Sends a message as the system does.</summary>
    public Task<TResult> SendAsync<TResult>(IMessage<TResult> message) => UseAsync(services => services.GetRequiredService<ISender>().Send(message));
}

/// <summary>The site with the demo's agencies and sign-ins, on the demo's day.</summary>
public class DemoWebFixture : WebFixture
{
    protected override Task<TestDatabase> CloneAsync() => Databases.CloneDemoAsync();
}

/// <summary>A browser of a test: keeps cookies, follows nothing, and posts with the token of the page it posts to.</summary>
public sealed partial class Browser(HttpClient client) : IDisposable
{
    public HttpClient Client => client;

    public Task<HttpResponseMessage> GetAsync(string url) => client.GetAsync(url);

    public async Task<string> ReadAsync(string url)
    {
        using var answer = await client.GetAsync(url);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await TextOfAsync(answer);
    }

    /// <summary>Opens <paramref name="url"/>, takes its antiforgery token and posts there, as a form does.</summary>
    public Task<HttpResponseMessage> PostAsync(string url, params (string Name, string Value)[] fields) => PostFromAsync(url.Split("&handler=")[0].Split("?handler=")[0], url, fields);

    /// <summary>Posts a form of the page <paramref name="from"/>.</summary>
    public async Task<HttpResponseMessage> PostFromAsync(string from, string url, params (string Name, string Value)[] fields)
    {
        using var page = await client.GetAsync(from);
        var token = Token().Match(await page.Content.ReadAsStringAsync()).Groups["token"].Value;
        return await client.PostAsync(url, new FormUrlEncodedContent(
            [new("__RequestVerificationToken", token), .. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))]));
    }

    public static async Task<string> TextOfAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    /// <summary>What stands between two pieces of text, or "" when they do not.</summary>
    public static string Between(string text, string before, string after)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal);
        if (start < 0) return "";
        start += before.Length;
        var end = text.IndexOf(after, start, StringComparison.Ordinal);
        return end < 0 ? "" : text[start..end];
    }

    /// <summary>The page without its antiforgery tokens, which differ each time.</summary>
    public static string WithoutTokens(string page) => Token().Replace(page, "");

    public void Dispose() => client.Dispose();

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.None, 5000)]
    private static partial Regex Token();
}
