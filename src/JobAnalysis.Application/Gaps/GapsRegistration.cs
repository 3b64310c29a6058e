using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.Application.Gaps;

internal static class GapsRegistration
{
    public static IServiceCollection AddGaps(this IServiceCollection services) => services
        .AddScoped<RequirementReader>()
        .AddScoped<GapRunner>()
        .AddScoped<PersonResult>();
}
