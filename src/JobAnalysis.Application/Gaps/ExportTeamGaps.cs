using JobAnalysis.Application.Access;
using JobAnalysis.Application.Messaging;

namespace JobAnalysis.Application.Gaps;

/// <summary>The team table for a file: a right of its own, the same rows.</summary>
public static class ExportTeamGaps
{
    [Requires(Capability.ExportNamedGaps)]
    public sealed record Query(ListTeamGaps.Query Shown) : IQuery<ListTeamGaps.Model?>;

    internal sealed class Handler(ISender sender) : IQueryHandler<Query, ListTeamGaps.Model?>
    {
        public Task<ListTeamGaps.Model?> Handle(Query request, CancellationToken cancellationToken) => sender.Send(request.Shown with { AllRows = true }, cancellationToken);
    }
}
