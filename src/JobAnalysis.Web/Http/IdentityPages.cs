using System.Net;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Notifications;
using JobAnalysis.Web.Http.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;

namespace JobAnalysis.Web.Http;

/// <summary>Who asks: sign-in, sessions, rate limits, and the actor of every request.</summary>
public static class IdentityPages
{
    private const string PublicUrlKey = "JOBANALYSIS_PUBLIC_URL";

    extension(WebApplicationBuilder builder)
    {
        public WebApplicationBuilder AddIdentityPages()
        {
            var publicUrl = PublicUrl(builder);
            builder.Services.Configure<AccountOptions>(options =>
            {
                options.PublicUrl = publicUrl;
                options.AllowsDemoAccounts = !builder.Environment.IsProduction();
            });
            builder.Services.AddSingleton(MailSettings.Parse(builder.Configuration["JOBANALYSIS_SMTP"], builder.Configuration["JOBANALYSIS_MAIL_FROM"]));
            builder.Services.AddDataProtection().SetApplicationName("JobAnalysis").PersistKeysToDbContext<AccountsDb>();
            builder.Services.AddSingleton<TicketStore>();
            builder.Services.AddScoped<SecondStep>();
            builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options => Configure(options, publicUrl.Scheme == Uri.UriSchemeHttps));
            builder.Services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme).Configure<TicketStore>((options, store) => options.SessionStore = store);
            builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(MayEnter).Build());
            builder.Services.Configure<ForwardedHeadersOptions>(options => TrustProxies(options, builder.Configuration["JOBANALYSIS_PROXIES"]));
            builder.AddRateLimits();
            return builder;
        }
    }

    extension(WebApplication app)
    {
        /// <summary>Between UseShell and MapShell.</summary>
        public WebApplication UseIdentityPages()
        {
            PlaceOurselves(app);
            app.UseWhen(static context => !ErrorPages.IsDrawing(context), static branch => branch.UseAuthentication());
            app.UseRateLimiter();
            app.UseMiddleware<ActorMiddleware>();
            // An address that does not exist is 404 for everybody; it needs no sign-in to be told so.
            app.UseWhen(static context => context.GetEndpoint() is not null, static branch => branch.UseAuthorization());
            // Asking is enough: every request that is not the page's own polling counts as use.
            app.MapPost(AccountRoutes.ExtendSession, static () => Results.NoContent());
            return app;
        }
    }

    // WebApplication would put both at the very front, before routing, because it does not see those in the branches.
    private static void PlaceOurselves(IApplicationBuilder app) => app.Properties["__AuthenticationMiddlewareSet"] = app.Properties["__AuthorizationMiddlewareSet"] = true;

    private static bool MayEnter(AuthorizationHandlerContext context) =>
        context.User.Identity is { IsAuthenticated: true } || (context.Resource is HttpContext http && AnonymousRoutes.Contains(http.GetEndpoint()));

    private static void Configure(CookieAuthenticationOptions options, bool https)
    {
        // __Host-: this host only, https only, set by no other page of the domain.
        options.Cookie.Name = https ? "__Host-ja-session" : "ja-session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.Cookie.Path = "/";
        options.Cookie.IsEssential = true;
        options.CookieManager = new SessionCookies();
        options.ExpireTimeSpan = AccountLimits.SessionAbsolute;
        options.SlidingExpiration = false;
        options.LoginPath = AccountRoutes.SignIn;
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnRedirectToLogin = static redirect => Ask(redirect);
        options.Events.OnRedirectToAccessDenied = static redirect =>
        {
            redirect.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    // A page is asked for by the browser itself; a script that asks gets 401 and no page it cannot use.
    private static Task Ask(RedirectContext<CookieAuthenticationOptions> redirect)
    {
        var request = redirect.Request;
        var byScript = request.Headers.ContainsKey("HX-Request") || request.Headers["Sec-Fetch-Mode"].ToString() is "cors" or "same-origin" or "no-cors"
            || (request.GetTypedHeaders().Accept is { Count: > 0 } accepted && !accepted.Any(type => type.MediaType.Value is "text/html" or "*/*")) || request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
        if (byScript)
        {
            redirect.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        var back = request.Path.ToUriComponent() + (request.IsUnsafe ? "" : request.QueryString.ToUriComponent());
        redirect.Response.Redirect(back is "/" ? AccountRoutes.SignIn : $"{AccountRoutes.SignIn}?returnUrl={Uri.EscapeDataString(LocalUrl.OrHome(back))}");
        return Task.CompletedTask;
    }

    private static Uri PublicUrl(WebApplicationBuilder builder)
    {
        var given = builder.Configuration[PublicUrlKey];
        if (string.IsNullOrWhiteSpace(given))
        {
            if (builder.Environment.IsProduction()) throw new InvalidOperationException($"{PublicUrlKey} is not set. Set it to the address that users type, for example https://jobanalysis.example.gov.tw: links in mails are built from it.");
            var port = builder.Configuration["PORT"] ?? "8080";
            given = $"http://localhost:{port}";
        }

        return Uri.TryCreate(given, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            ? url
            : throw new InvalidOperationException($"{PublicUrlKey} is no http or https address.");
    }

    // X-Forwarded-* is somebody else's word unless it comes from a proxy that the operator named (AB-14).
    private static void TrustProxies(ForwardedHeadersOptions options, string? addresses)
    {
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var address in (addresses ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) options.KnownProxies.Add(IPAddress.Parse(address));
        options.ForwardedHeaders = options.KnownProxies.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
    }
}
