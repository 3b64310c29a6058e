using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>One attitude of the own assessment with its behaviours and the frequency scale; null when the version has none of that id.</summary>
public static class ShowSelfAttitude
{
    [Requires(Capability.AssessSelf)]
    public sealed record Query(Guid AttitudeId) : IQuery<View?>;

    public sealed record View(ShowSelfAssessment.View Whole, ShowSelfAssessment.AttitudeItem Attitude, IReadOnlyList<LevelText> Frequencies);

    internal sealed class Handler(JobAnalysisDb db, ShowSelfAssessmentReader whole) : IQueryHandler<Query, View?>
    {
        public async Task<View?> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await whole.Read(cancellationToken) is not { } view) return null;
            if (view.Attitudes.FirstOrDefault(a => a.AttitudeId == request.AttitudeId) is not { Behaviors: [var first, ..] } attitude) return null;
            var frequencies = await db.ScaleLevels.AsNoTracking().Where(l => l.ScaleId == first.ScaleId && l.Rank > 0).OrderBy(l => l.Rank)
                .Select(l => new LevelText(l.Rank, l.Label, l.Definition, true)).ToListAsync(cancellationToken);
            return new(view, attitude, frequencies);
        }
    }
}
