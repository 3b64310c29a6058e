using System.Diagnostics;
using System.Globalization;
using JobAnalysis.Migrations.Demo;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace JobAnalysis.Web.Hosting;

/// <summary>Tells whoever ran infra/run.sh where the product is, how to sign in, and how long it took to the first 200 on /.</summary>
internal static class Welcome
{
    public static async Task SayAsync(WebApplication app, IReadOnlyList<DemoAccount> signIns, CancellationToken cancellationToken)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? app.Urls.FirstOrDefault();
        if (address is null) return;
        // The browser's way in: a redirect to the sign-in page is followed, as a person's browser does.
        using var client = new HttpClient { BaseAddress = new(address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal)) };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var status = (int)(await client.GetAsync(new Uri("/", UriKind.Relative), cancellationToken)).StatusCode;
        Console.WriteLine();
        Console.WriteLine($"職析 JobAnalysis: {client.BaseAddress}");
        if (Elapsed(app) is { } seconds) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"啟動到首頁 {status}：{seconds:0.0} 秒 / from start to the first {status} on /: {seconds:0.0} s"));
        if (signIns.Count > 0)
        {
            Console.WriteLine("示範帳號 / demo sign-ins:");
            foreach (var signIn in signIns) Console.WriteLine($"  {signIn.UserName,-34} {signIn.Password,-18} {signIn.Role} / {signIn.RoleEn}");
        }

        Console.WriteLine("Ctrl-C 結束 / ends everything");
    }

    private static double? Elapsed(WebApplication app) =>
        long.TryParse(app.Configuration["JOBANALYSIS_STARTED_AT"], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? (app.Services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds() - start) / 1000d
            : (app.Services.GetRequiredService<TimeProvider>().GetUtcNow() - new DateTimeOffset(Process.GetCurrentProcess().StartTime)).TotalSeconds;
}
