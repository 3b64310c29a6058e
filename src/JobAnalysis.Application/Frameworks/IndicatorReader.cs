using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Frameworks;

/// <summary>行為指標 of competencies; where several layers wrote one, the nearest to the agency wins (decisions.md 4).</summary>
internal static class IndicatorReader
{
    internal sealed class Indicators(IReadOnlyDictionary<(Guid Competency, int Rank), BehavioralIndicator> byRank)
    {
        /// <summary>The indicator of a rank; null for 未達第1級, no level, or a rank nobody described.</summary>
        public LocalizedText? Text(Guid competencyId, int? rank) => rank is { } r && byRank.TryGetValue((competencyId, r), out var found) ? found.Text : null;

        public bool IsSuggested(Guid competencyId) => byRank.Any(i => i.Key.Competency == competencyId && i.Value.Status is ContentStatus.Suggested);
    }

    public static async Task<Indicators> Read(JobAnalysisDb db, IReadOnlyCollection<Guid> competencies, CancellationToken cancellationToken)
    {
        var nearness = db.Scope.SelfAndSuperiors;
        var found = await db.BehavioralIndicators.AsNoTracking().Where(i => competencies.Contains(i.CompetencyId)).ToListAsync(cancellationToken);
        return new(found.GroupBy(i => (i.CompetencyId, i.Rank)).ToDictionary(g => g.Key, g => g.MinBy(i => Distance(nearness, i.OwnerOrganizationId))!));
    }

    /// <summary>SelfAndSuperiors begins with the agency itself; the system's layer is the farthest.</summary>
    private static int Distance(Guid[] nearness, Guid? owner) => owner is { } id ? Array.IndexOf(nearness, id) : int.MaxValue;
}
