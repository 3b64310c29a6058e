using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>The notice of 個人資料保護法 §8 and §9 for the current round, and when it reached the reader. Readable at any time.</summary>
public static class ShowNotice
{
    [Requires(Capability.AssessSelf)]
    public sealed record Query : IQuery<View?>;

    public sealed record View(
        Guid RoundId, LocalizedText RoundName, int NoticeVersion, LocalizedText AgencyName, DateOnly ValidFrom, DateOnly? ValidTo, int RetentionYears, string DocumentNumber,
        bool SupervisorsObserveAttitudes, DateTimeOffset? DeliveredAt);

    internal sealed class Handler(JobAnalysisDb db, CurrentRound rounds, SelfSheet sheet) : IQueryHandler<Query, View?>
    {
        public async Task<View?> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await rounds.Find(cancellationToken) is not { } round) return null;
            var agency = await db.Organizations.AsNoTracking().Where(o => o.Id == round.OrganizationId).Select(o => o.Name).SingleAsync(cancellationToken);
            var delivered = await db.NoticeDeliveries.AsNoTracking()
                .Where(n => n.OrganizationId == round.OrganizationId && n.PersonId == sheet.Me && n.RoundId == round.Id && n.NoticeVersion == round.NoticeVersion)
                .Select(n => (DateTimeOffset?)n.DeliveredAt).SingleOrDefaultAsync(cancellationToken);
            return new(round.Id, round.Name, round.NoticeVersion, agency, round.ValidFrom, round.ValidTo, round.RetentionYears, round.DocumentNumber, round.SupervisorsObserveAttitudes, delivered);
        }
    }
}
