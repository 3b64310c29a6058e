using JobAnalysis.Web.Http;

var builder = WebApplication.CreateBuilder(args);
builder.AddShell();
// The lead adds here: builder.AddApplication(); builder.AddIdentityPages();

var app = builder.Build();
app.UseShell();
// The lead adds here: app.UseIdentityPages(); (authentication, authorization, and what fills Shell)
app.MapShell();
await app.RunAsync();
