using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Gaps;

/// <summary>暫停時段 of the agency: what holds today, and every decision with its day.</summary>
public static class ShowPauseWindow
{
    private const int MostRows = 50;

    [Requires(Capability.SetPauseWindow)]
    public sealed record Query : IQuery<Model>;

    /// <param name="Today">In Taipei.</param>
    /// <param name="InForce">The decision that holds today; null = the default.</param>
    /// <param name="Rows">Decisions of the agency and above it, the latest day first.</param>
    public sealed record Model(DateOnly Today, Row? InForce, IReadOnlyList<Row> Rows);

    /// <param name="Value">"08:00-18:00" or "none".</param>
    /// <param name="IsOwn">Decided by the agency itself, not above it.</param>
    public sealed record Row(string Value, DateOnly ValidFrom, bool IsOwn, DateTimeOffset RecordedAt);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context, TimeProvider clock) : IQueryHandler<Query, Model>
    {
        public async Task<Model> Handle(Query request, CancellationToken cancellationToken)
        {
            var own = context.RequireActor().OrganizationId;
            var today = clock.TaipeiToday();
            var rows = await db.Settings.AsNoTracking().Where(s => s.Key == SettingKeys.PauseWindow)
                .OrderByDescending(s => s.ValidFrom).ThenByDescending(s => s.OwnerOrganizationId == own).ThenBy(s => s.Id).Take(MostRows)
                .Select(s => new Row(s.Value, s.ValidFrom, s.OwnerOrganizationId == own, s.RecordedAt)).ToListAsync(cancellationToken);
            return new(today, rows.Where(r => r.ValidFrom <= today).OrderByDescending(r => r.IsOwn).ThenByDescending(r => r.ValidFrom).FirstOrDefault(), rows);
        }
    }
}
