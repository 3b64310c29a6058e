using JobAnalysis.Application.Messaging;
using JobAnalysis.Architecture.Tests.CounterExamples.First;

namespace JobAnalysis.Architecture.Tests.CounterExamples.Neighbor;

internal static class CallsHandler
{
    public static async Task<int> Ask(CancellationToken cancellationToken) => await new OpenToAll.Handler().Handle(new OpenToAll.Query(), cancellationToken);
}

internal static class SendsMessage
{
    public static async Task<int> Ask(ISender sender, CancellationToken cancellationToken) => await sender.Send(new OpenToAll.Query(), cancellationToken);
}
