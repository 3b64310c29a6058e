using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Assessments;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>The round people answer now: the last one that began. After its end it can still be answered; 待辦 then says how late it is.</summary>
internal sealed class CurrentRound(JobAnalysisDb db, RequestContext context, TimeProvider clock)
{
    public Task<AssessmentRound?> Find(CancellationToken cancellationToken)
    {
        var organization = context.RequireActor().OrganizationId;
        var today = clock.TaipeiToday();
        return db.AssessmentRounds.AsNoTracking().Where(r => r.OrganizationId == organization && r.ValidFrom <= today)
            .OrderByDescending(r => r.ValidFrom).ThenBy(r => r.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Did the person get the notice of the round in its present version?</summary>
    public Task<bool> IsNoticed(AssessmentRound round, Guid personId, CancellationToken cancellationToken) =>
        db.NoticeDeliveries.AnyAsync(n => n.OrganizationId == round.OrganizationId && n.PersonId == personId && n.RoundId == round.Id && n.NoticeVersion == round.NoticeVersion, cancellationToken);
}
