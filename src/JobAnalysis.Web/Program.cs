using JobAnalysis.Application;
using JobAnalysis.Jobs.Background;
using JobAnalysis.Web.Http;

var builder = WebApplication.CreateBuilder(args);
builder.AddShell();
builder.Services.AddApplication(builder.Configuration.GetConnectionString("JobAnalysis") ?? "").AddBackgroundWork();
builder.AddIdentityPages();

var app = builder.Build();
app.UseShell();
app.UseIdentityPages();
app.MapShell();
await app.RunAsync();
