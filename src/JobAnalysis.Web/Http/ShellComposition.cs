using System.Text.Encodings.Web;
using System.Text.Unicode;
using JobAnalysis.Web.Http.TagHelpers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.WebEncoders;

namespace JobAnalysis.Web.Http;

/// <summary>Everything that every page stands on: language, errors, security headers, limits, layout.</summary>
public static class ShellComposition
{
    extension(WebApplicationBuilder builder)
    {
        public WebApplicationBuilder AddShell()
        {
            builder.WebHost.ConfigureKestrel(Limits.Apply);
            builder.Services.Configure<FormOptions>(Limits.Apply);
            builder.Services.AddRazorPages().AddMvcOptions(options =>
            {
                options.MaxModelBindingCollectionSize = Limits.FormValues;
                options.Filters.Add<FormFilter>();
                options.AddBindingMessages();
                options.ModelMetadataDetailsProviders.Add(new ValidationTexts());
            }).AddDataAnnotationsLocalization(options => options.DataAnnotationLocalizerProvider = static (_, _) => new ValidationTexts());
            builder.Services.AddAntiforgery(options =>
            {
                options.Cookie.Name = "ja-form";
                options.Cookie.SameSite = SameSiteMode.Strict;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.SuppressXFrameOptionsHeader = true;
            });
            builder.Services.AddHsts(options =>
            {
                options.MaxAge = TimeSpan.FromDays(365);
                options.IncludeSubDomains = true;
            });
            // Chinese stays readable in the page's source and half as long as with &#x...; entities.
            builder.Services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
            builder.Services.AddHttpContextAccessor();
            builder.Services.AddSingleton(TimeProvider.System);
            builder.Services.AddScoped<Text>().AddScoped<Display>().AddScoped<Shell>().AddScoped<PageHead>().AddScoped<Navigation>().AddScoped<OldResults>();
            return builder;
        }
    }
}
