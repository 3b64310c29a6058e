using JobAnalysis.Application.Access;
using JobAnalysis.Application.Messaging;

namespace JobAnalysis.Architecture.Tests.CounterExamples.First;

/// <summary>Everything that a use case may not be.</summary>
public static class OpenToAll
{
    public sealed record Query : IQuery<int>;

    [Requires]
    public sealed record Nothing : ICommand<Done>;

    [Requires(Capability.ViewFrameworks)]
    public sealed record Guarded : IQuery<int>;

    public class Handler : IQueryHandler<Query, int>
    {
        public Task<int> Handle(Query request, CancellationToken cancellationToken) => Task.FromResult(1);
    }

    internal sealed class GuardedHandler : IQueryHandler<Guarded, int>
    {
        public Task<int> Handle(Guarded request, CancellationToken cancellationToken) => Task.FromResult(1);
    }
}
