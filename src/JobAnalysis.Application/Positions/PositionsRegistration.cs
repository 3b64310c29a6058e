using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.Application.Positions;

internal static class PositionsRegistration
{
    /// <summary>What several use cases of this area share.</summary>
    public static IServiceCollection AddPositions(this IServiceCollection services) => services.AddScoped<ConsequenceReader>();
}
