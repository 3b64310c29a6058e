using JobAnalysis.Application;
using JobAnalysis.Jobs;
using JobAnalysis.Web.Hosting;
using JobAnalysis.Web.Http;
using JobAnalysis.Web.Pages.Gaps;
using Microsoft.AspNetCore.Connections;

var builder = WebApplication.CreateBuilder(args);
await using var everything = args.Contains(Everything.Switch) ? await Everything.PrepareAsync(builder.Configuration, builder.Environment, CancellationToken.None) : null;
var connectionString = everything?.AppConnectionString ?? builder.Configuration.GetConnectionString("JobAnalysis")
    ?? throw new InvalidOperationException("ConnectionStrings__JobAnalysis is not set. 請設定資料庫連線，或以 infra/run.sh 啟動。");
builder.Services.AddApplication(connectionString);
// A web node may leave mails, sealing and the alarm clock to workers; the watchdog is in every process.
if (builder.Configuration["JOBANALYSIS_JOBS"] == "0") builder.Services.AddWatchdog();
else builder.Services.AddJobs(connectionString);
builder.AddShell();
builder.Services.AddScoped<TeamTable>().AddScoped<RunWords>();
builder.AddIdentityPages();
builder.AddTelemetry();

var app = builder.Build();
app.UseMetrics();
app.UseMiddleware<SchemaGuard>();
app.UseShell();
app.UseIdentityPages();
app.MapShell();
app.MapHealth();
try
{
    await app.StartAsync();
}
catch (IOException exception) when (exception.InnerException is AddressInUseException)
{
    // The commonest fault of a first start deserves a sentence after the stack trace; ending the host writes what was logged.
    await app.DisposeAsync();
    await Console.Error.WriteLineAsync($"""
        連接埠已被使用：{exception.InnerException.Message}。請改用 PORT=8081 infra/run.sh，或先結束另一個程式。
        The port is taken: {exception.Message} Use PORT=8081 infra/run.sh, or end the other program first.
        """);
    return 1;
}
if (everything is not null) await Welcome.SayAsync(app, everything.SignIns, app.Lifetime.ApplicationStopping);
await app.WaitForShutdownAsync();
return 0;
