using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Frameworks;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Frameworks;

/// <summary>熟練度量尺 or frequency scale: its levels, and the iCAP reading table beside them.</summary>
public static class ShowScale
{
    /// <param name="ScaleId">Null = the proficiency scale.</param>
    [Requires(Capability.ViewFrameworks)]
    public sealed record Query(Guid? ScaleId) : IQuery<Model?>;

    public sealed record Model(ProficiencyScale Scale, IReadOnlyList<ScaleLevel> Levels, IReadOnlyList<IcapReading> Readings, IReadOnlyList<Other> Others);

    /// <summary>Another scale with its levels.</summary>
    public sealed record Other(ProficiencyScale Scale, IReadOnlyList<ScaleLevel> Levels);

    internal sealed class Handler(JobAnalysisDb db) : IQueryHandler<Query, Model?>
    {
        public async Task<Model?> Handle(Query request, CancellationToken cancellationToken)
        {
            var scales = await db.ProficiencyScales.AsNoTracking().OrderBy(s => s.Key).ThenByDescending(s => s.Version).ToListAsync(cancellationToken);
            if ((request.ScaleId is null ? scales.Find(s => s.Kind is ScaleKind.Proficiency) : scales.Find(s => s.Id == request.ScaleId)) is not { } scale) return null;
            var levels = (await db.ScaleLevels.AsNoTracking().OrderBy(l => l.Rank).ToListAsync(cancellationToken)).ToLookup(l => l.ScaleId);
            var readings = await db.IcapReadings.AsNoTracking().Where(r => r.ScaleId == scale.Id).OrderBy(r => r.Rank).ToListAsync(cancellationToken);
            return new(scale, [.. levels[scale.Id]], readings, [.. scales.Where(s => s.Id != scale.Id).Select(s => new Other(s, [.. levels[s.Id]]))]);
        }
    }
}
