using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Notifications;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>Finds a claim that the actor may answer: its person is in scope, is not himself, and the actor heads or rates.</summary>
internal sealed class ClaimReader(JobAnalysisDb db, RequestContext context)
{
    public async Task<WorkTask?> Find(Guid taskId, CancellationToken cancellationToken)
    {
        var actor = context.RequireActor();
        if (!actor.Can(Capability.ProposeExemptions) && !actor.Can(Capability.RatePeople)) return null;
        return await db.WorkTasks.SingleOrDefaultAsync(
            t => t.OrganizationId == actor.OrganizationId && t.Id == taskId && t.Kind == WorkTaskKind.AnswerClaim && t.SubjectPersonId != actor.PersonId
                && db.People.Any(p => p.OrganizationId == t.OrganizationId && p.Id == t.SubjectPersonId), cancellationToken);
    }
}
