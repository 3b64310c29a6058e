using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.Application.Assessments;

internal static class AssessmentsRegistration
{
    /// <summary>What several use cases of this area share.</summary>
    public static IServiceCollection AddAssessments(this IServiceCollection services) =>
        services.AddScoped<LevelAcceptance>().AddScoped<RatingSource>().AddScoped<AcceptedVectors>().AddScoped<SettingReader>();
}
