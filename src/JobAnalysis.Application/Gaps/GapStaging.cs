using JobAnalysis.Application.Data.Copy;

namespace JobAnalysis.Application.Gaps;

/// <summary>Rows that differ, in the form in which they are sent. A few wait in memory; many are sent to the server while the comparison goes on.</summary>
/// <param name="open">Opens the place where many are sent to; null = they all wait.</param>
internal sealed class GapStaging(Func<CancellationToken, Task<CopySpill>>? open = null) : IAsyncDisposable
{
    /// <summary>Columns of a result, in the order of the statement that sends them.</summary>
    public const int ResultColumns = 20;

    private const int Most = 1 << 20;

    private CopySpill? spill;

    /// <summary>Results with what is to happen to them: n new, v changed visibly, q changed in what explains it only, r removed; and an id for the history.</summary>
    public CopyBuffer Staged { get; } = new(ResultColumns + 2);

    /// <summary>Agencies of which something is staged.</summary>
    public HashSet<Guid> Organizations { get; } = [];

    /// <summary>One person's results between two publications: the totals follow with the next run.</summary>
    public bool Uncounted { get; init; }

    /// <summary>Sum the cells up, for a report.</summary>
    public bool KeepsCounts { get; init; }

    /// <summary>Where the rows are already, if there were many.</summary>
    public CopySpill? Spilled => spill;

    public bool IsFull => open is not null && Staged.Waiting >= Most;

    public async Task Spill(CancellationToken cancellationToken)
    {
        spill ??= await open!(cancellationToken);
        await spill.SendAsync(Staged, cancellationToken);
    }

    /// <summary>After the last row.</summary>
    public async Task End(CancellationToken cancellationToken)
    {
        if (spill is not null) await spill.EndAsync(Staged, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Staged.Dispose();
        if (spill is not null) await spill.DisposeAsync();
    }
}
