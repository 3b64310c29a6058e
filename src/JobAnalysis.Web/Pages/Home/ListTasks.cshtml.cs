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

    public static string KeyOf(WorkTaskKind kind) => kind switch
    {
        WorkTaskKind.AssessSelf => "assess-self",
        WorkTaskKind.RatePerson => "rate-person",
        WorkTaskKind.AnswerClaim => "answer-claim",
        WorkTaskKind.DecideExemption => "decide-exemption",
        _ => "publish-profile",
    };
}
