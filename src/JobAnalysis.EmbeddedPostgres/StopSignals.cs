using System.Runtime.InteropServices;

namespace JobAnalysis.EmbeddedPostgres;

/// <summary>Turns Ctrl-C and SIGTERM into a task, so that the process ends by walking out of its using blocks.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly TaskCompletionSource received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration[] registrations;

    public StopSignals() =>
        registrations = [.. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM]).Select(signal => PosixSignalRegistration.Create(signal, Note))];

    public Task Received => received.Task;

    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }
    }

    private void Note(PosixSignalContext context)
    {
        context.Cancel = true;
        received.TrySetResult();
    }
}
