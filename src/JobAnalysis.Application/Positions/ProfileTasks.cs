using JobAnalysis.Application.Data;
using JobAnalysis.Application.Notifications;
using JobAnalysis.Domain.Positions;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Positions;

/// <summary>待辦 of the personnel office behind a draft: begun with it, done when it is published or given up.</summary>
internal static class ProfileTasks
{
    private const int Days = 30;

    public static void Begin(JobAnalysisDb db, ProfileVersion draft, DateOnly today, DateTimeOffset at) => db.WorkTasks.Add(new()
    {
        OrganizationId = draft.OrganizationId,
        Id = Guid.CreateVersion7(at),
        Kind = WorkTaskKind.PublishProfile,
        SubjectId = draft.Id,
        Addressee = AddresseeKind.HrOfficer,
        DueOn = today.AddDays(Days),
        CreatedAt = at,
    });

    public static async Task Complete(JobAnalysisDb db, ProfileVersion version, DateTimeOffset at, CancellationToken cancellationToken)
    {
        foreach (var task in await db.WorkTasks.Where(t => t.Kind == WorkTaskKind.PublishProfile && t.SubjectId == version.Id && t.CompletedAt == null).ToListAsync(cancellationToken)) task.CompletedAt = at;
    }
}
