using System.Diagnostics;
using JobAnalysis.TestKit;

namespace JobAnalysis.Chaos.Tests;

/// <summary>Work of the application in this process, whose clock is a toy: somebody must turn it, or whoever waits for a slot waits for ever.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <summary>O6: what was begun ends.</summary>
    /// <param name="application">Whose clock is turned.</param>
    /// <param name="work">What was begun.</param>
    /// <param name="what">For the message.</param>
    /// <param name="state">What is there when it does not end.</param>
    public static async Task<T> EndsAsync<T>(this TestApplication application, Task<T> work, string what, Func<Task<IReadOnlyList<string>>> state)
    {
        var waited = Stopwatch.StartNew();
        while (await Task.WhenAny(work, Task.Delay(Step)) != work)
        {
            application.Clock.Advance(Step);
            if (waited.Elapsed > Limit) throw new TimeoutException($"O6: {what} has not ended in {Limit.TotalSeconds} s. Slots that wait:\n{string.Join('\n', await state())}");
        }
        return await work;
    }
}
