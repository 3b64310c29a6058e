namespace JobAnalysis.Jobs;

/// <summary>Wakes the watchdog of this process, so that whoever pressed 重新比對 need not wait for its next look. Without it the slot still runs within 30 seconds.</summary>
public sealed class WatchdogBell : IDisposable
{
    private readonly SemaphoreSlim rung = new(0, 1);

    public void Ring()
    {
        try
        {
            rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    internal Task WaitAsync(CancellationToken cancellationToken) => rung.WaitAsync(cancellationToken);

    public void Dispose() => rung.Dispose();
}
