using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using JobAnalysis.Web.Http.Sessions;

namespace JobAnalysis.Web.Http;

/// <summary>
/// How often one address or account may ask (security-reliability.md A4). Tries of one account are counted in the database, where every node
/// sees them: five wrong passwords lock it, three reset mails an hour are all it gets. The numbers can be set by RateLimits:*.
/// </summary>
internal static class RateLimits
{
    extension(WebApplicationBuilder builder)
    {
        public void AddRateLimits()
        {
            // A developer and a demo sit behind one address and sign in as everybody.
            var generous = builder.Environment.IsProduction() ? 1 : 100;
            int Setting(string name, int standard) => builder.Configuration.GetValue("RateLimits:" + name, standard * generous);
            var (visitor, signedIn) = (Setting("VisitorPerMinute", 60), Setting("SignedInPerMinute", 300));
            var (signIn, reset) = (Setting("SignInPerMinute", 10), Setting("ResetPerHour", 10));
            builder.Services.AddRateLimiter(options =>
            {
                options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
                options.OnRejected = (rejected, _) =>
                {
                    var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
                    rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                    return ValueTask.CompletedTask;
                };
                options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                    PartitionedRateLimiter.Create<HttpContext, string>(context => context.User.AccountId is { } account
                        ? Window(context, $"account {account}", signedIn, TimeSpan.FromMinutes(1))
                        : Window(context, $"visitor {ClientOf(context)}", visitor, TimeSpan.FromMinutes(1))),
                    For(signIn, TimeSpan.FromMinutes(1), "sign-in", AccountRoutes.SignIn, AccountRoutes.TwoFactor, AccountRoutes.ResetPassword),
                    For(reset, TimeSpan.FromHours(1), "reset", AccountRoutes.ForgotPassword));
            });
        }
    }

    private static PartitionedRateLimiter<HttpContext> For(int permits, TimeSpan window, string name, params string[] paths) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
            context.Request.IsUnsafe && Array.Exists(paths, path => context.Request.Path.Equals(path, StringComparison.OrdinalIgnoreCase))
                ? Window(context, $"{name} {ClientOf(context)}", permits, window)
                : RateLimitPartition.GetNoLimiter("-"));

    private static RateLimitPartition<string> Window(HttpContext context, string key, int permits, TimeSpan window) =>
        ErrorPages.IsDrawing(context) || context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
            ? RateLimitPartition.GetNoLimiter("-")
            : RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = permits, Window = window, QueueLimit = 0 });

    // One household or office has a whole /64 of IPv6 addresses.
    private static string ClientOf(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address) return "-";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return bytes.Length == 16 ? new IPAddress([.. bytes[..8], 0, 0, 0, 0, 0, 0, 0, 0]).ToString() : address.ToString();
    }
}
