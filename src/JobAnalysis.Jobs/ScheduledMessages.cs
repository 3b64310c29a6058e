using JobAnalysis.Application.Gaps;

namespace JobAnalysis.Jobs;

/// <summary>What a recurring job does: it sends one message as the system.</summary>
public sealed class ScheduledMessages(SystemSender system)
{
    public Task RunDueSlots(CancellationToken cancellationToken) => system.Send(new RunDueSlots.Operation(), cancellationToken);
}
