using System.Net;
using System.Text.RegularExpressions;
using JobAnalysis.Application.Access;
using JobAnalysis.TestKit;
using JobAnalysis.Web.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.Web.Tests.Http;

/// <summary>The shell with the sample pages of this folder, which ask for no sign-in; nobody is in its database.</summary>
public partial class Site : WebApplicationFactory<Program>, IAsyncLifetime
{
    private TestDatabase? database;

    public async ValueTask InitializeAsync() => database = await Databases.CloneSeededAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (database is not null) await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual string Environment => "Production";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environment);
        builder.UseSetting("ConnectionStrings:JobAnalysis", database!.AppConnectionString);
        builder.UseSetting("JOBANALYSIS_PUBLIC_URL", "http://jobanalysis.test");
        builder.UseSetting("RateLimits:VisitorPerMinute", "100000");
        builder.ConfigureTestServices(services =>
        {
            services.AddMvcCore().ConfigureApplicationPartManager(SamplePages.AddTo);
            services.AddDataProtection().UseEphemeralDataProtectionProvider();
            services.AddSingleton<IStartupFilter, FillShell>();
            services.Configure<AuthorizationOptions>(options => options.FallbackPolicy = null);
        });
    }

    public HttpClient Browser(string? language = null)
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        if (language is not null)
        {
            client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        }

        return client;
    }

    /// <summary>Posts as a browser would: with the token of a page that was opened before.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string url, params (string Name, string Value)[] fields)
    {
        var token = await TokenAsync(client);
        return await client.PostAsync(url, new FormUrlEncodedContent(
            [new("__RequestVerificationToken", token), .. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))]));
    }

    public static async Task<string> TokenAsync(HttpClient client)
    {
        var page = await client.GetStringAsync("/Accessibility");
        return Token().Match(page).Groups["token"].Value;
    }

    public static async Task<string> TextOfAsync(HttpResponseMessage response) => WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.None, 5000)]
    private static partial Regex Token();

    /// <summary>A header makes the request one of a signed-in person, as authentication will.</summary>
    private sealed class FillShell : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((HttpContext context, RequestDelegate rest) =>
            {
                if (context.Request.Headers.ContainsKey("X-Test-Person"))
                {
                    var shell = context.RequestServices.GetRequiredService<Shell>();
                    shell.AgencyName = "數位服務部";
                    shell.UnitName = "資訊處";
                    shell.AccountName = "測試人員";
                    shell.TaskCount = 6;
                    shell.Session = new SessionLimits(900, 28_800, "/session/keep-alive");
                    shell.May = capability => capability != Capability.ViewRuns;
                }

                return rest(context);
            });
            next(app);
        };
    }
}
