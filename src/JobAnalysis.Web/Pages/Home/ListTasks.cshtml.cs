using JobAnalysis.Application.Messaging;
using JobAnalysis.Application.Notifications;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Pages.Home;

/// <summary>Everybody's first page: 待辦, overdue first, then what the reader waits for.</summary>
public sealed class ListTasksModel(ISender sender) : PageModel
{
    public ListTasks.View View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await sender.Send(new ListTasks.Query(), cancellationToken);

    /// <summary>Where a task is done; null when there is no page for it yet.</summary>
    public static string? UrlOf(ListTasks.Row row) => row.Kind switch
    {
        WorkTaskKind.AssessSelf => "/me/assessment",
        WorkTaskKind.RatePerson => $"/team/assessments/people/{row.SubjectPersonId}",
        WorkTaskKind.AnswerClaim => $"/team/claims/{row.TaskId}",
        WorkTaskKind.DecideExemption => $"/exemptions/{row.SubjectId}",
        WorkTaskKind.PublishProfile when row.ParentId is { } profile => $"/profiles/{profile}/versions/{row.SubjectId}",
        _ => null,
    };

    /// <summary>Where the reader sees how far it is. About himself he sees his own assessment; the papers of others' steps are not his to open.</summary>
    public static string? ProgressOf(ListTasks.Row row) => row switch
    {
        { Kind: WorkTaskKind.PublishProfile } => UrlOf(row),
        { PersonName: null } => "/me/assessment",
        { Kind: WorkTaskKind.DecideExemption } => UrlOf(row),
        { SubjectPersonId: { } person } => $"/team/assessments/people/{person}",
        _ => null,
    };

    public static string KeyOf(WorkTaskKind kind) => kind switch
    {
        WorkTaskKind.AssessSelf => "assess-self",
        WorkTaskKind.RatePerson => "rate-person",
        WorkTaskKind.AnswerClaim => "answer-claim",
        WorkTaskKind.DecideExemption => "decide-exemption",
        _ => "publish-profile",
    };
}
