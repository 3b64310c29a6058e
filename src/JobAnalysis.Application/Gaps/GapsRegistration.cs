using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.Application.Gaps;

internal static class GapsRegistration
{
    public static IServiceCollection AddGaps(this IServiceCollection services) => services
        .AddSingleton(GapSettings.Of(Environment.GetEnvironmentVariable))
        .AddSingleton<GapGroupWorker>()
        .AddScoped<RequirementReader>()
        .AddScoped<PersonResult>();
}
