using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.Application.Assessments;

internal static class AssessmentsRegistration
{
    /// <summary>What several use cases of this area share.</summary>
    public static IServiceCollection AddAssessments(this IServiceCollection services) => services
        .AddScoped<LevelAcceptance>().AddScoped<RatingSource>().AddScoped<Floors>()
        .AddScoped<CurrentRound>().AddScoped<ItemTexts>().AddScoped<RequiredItems>().AddScoped<Homes>().AddScoped<UnitMap>().AddScoped<RaterReader>()
        .AddScoped<SelfSheet>().AddScoped<ShowSelfAssessmentReader>().AddScoped<RatingSheet>().AddScoped<RatingReader>().AddScoped<RatingParts>()
        .AddScoped<ClaimReader>().AddScoped<AssessmentTasks>().AddScoped<Notifications.TaskInbox>().AddScoped<Notifications.TaskRows>();
}
