using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Notifications;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>
/// Finds a claim that the actor may answer: its person is not himself and stands in a unit that he heads, or was named to him by HR.
/// Being in scope is not enough: the personnel office sees everybody and proposes for its own people only (decisions.md 7).
/// </summary>
internal sealed class ClaimReader(JobAnalysisDb db, RequestContext context)
{
    public async Task<WorkTask?> Find(Guid taskId, CancellationToken cancellationToken)
    {
        var actor = context.RequireActor();
        if (!actor.Can(Capability.ProposeExemptions) && !actor.Can(Capability.RatePeople)) return null;
        var (headed, today) = (HeadedPeople.Of(db, actor), actor.Scope.Today);
        return await db.WorkTasks.SingleOrDefaultAsync(
            t => t.OrganizationId == actor.OrganizationId && t.Id == taskId && t.Kind == WorkTaskKind.AnswerClaim && t.SubjectPersonId != actor.PersonId
                && db.People.Any(p => p.OrganizationId == t.OrganizationId && p.Id == t.SubjectPersonId)
                && (headed.Contains(t.SubjectPersonId!.Value)
                    || db.PersonShares.Any(s => s.OrganizationId == t.OrganizationId && s.PersonId == t.SubjectPersonId && s.Kind == PersonShareKind.AssignedRater && s.ViewerAccountId == actor.AccountId
                        && s.ValidFrom <= today && (s.ValidTo == null || today < s.ValidTo))), cancellationToken);
    }
}
