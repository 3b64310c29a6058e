namespace JobAnalysis.Web.Http;

/// <summary>The order in which a request meets the shell. Authentication stands between the two.</summary>
public static class ShellPipeline
{
    extension(WebApplication app)
    {
        /// <summary>Before authentication: language first, so that an error page speaks it too.</summary>
        public WebApplication UseShell()
        {
            app.UseForwardedHeaders();
            app.UseMiddleware<CultureMiddleware>();
            app.UseMiddleware<SecurityHeaders>();
            if (!app.Environment.IsDevelopment())
            {
                app.UseHsts();
            }

            app.UseErrorPages();
            app.UseStaticFiles(StaticAssets.Options);
            app.UseRouting();
            app.UseMiddleware<StrictForms>();
            return app;
        }

        /// <summary>After authentication: the antiforgery token belongs to the signed-in account.</summary>
        public WebApplication MapShell()
        {
            app.UseAntiforgery();
            app.UseMiddleware<RequireAntiforgery>();
            app.MapRazorPages();
            app.MapPreferences();
            return app;
        }
    }
}
