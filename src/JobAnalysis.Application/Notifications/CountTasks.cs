using JobAnalysis.Application.Access;
using JobAnalysis.Application.Messaging;

namespace JobAnalysis.Application.Notifications;

/// <summary>Number of open 待辦 for the badge in the navigation.</summary>
public static class CountTasks
{
    [Requires(Capability.UseOwnAccount)]
    public sealed record Query : IQuery<int>;

    internal sealed class Handler(TaskInbox inbox) : IQueryHandler<Query, int>
    {
        public async Task<int> Handle(Query request, CancellationToken cancellationToken) => (await inbox.Read(cancellationToken)).Count;
    }
}
