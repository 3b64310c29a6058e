using JobAnalysis.Application.Data.Copy;

namespace JobAnalysis.Application.Gaps;

/// <summary>Rows that differ, in the form in which they are sent.</summary>
internal sealed class GapStaging : IDisposable
{
    /// <summary>Columns of a result, in the order of the statement that sends them.</summary>
    public const int ResultColumns = 20;

    /// <summary>Results of agencies that never published: they go straight into the table.</summary>
    public CopyBuffer Direct { get; } = new(ResultColumns);

    /// <summary>Results with what is to happen to them: n new, v changed visibly, q changed in what explains it only, r removed; and an id for the history.</summary>
    public CopyBuffer Staged { get; } = new(ResultColumns + 2);

    /// <summary>Agencies of which something is staged.</summary>
    public HashSet<Guid> Organizations { get; } = [];

    /// <summary>One person's results between two publications: the totals follow with the next run.</summary>
    public bool Uncounted { get; init; }

    /// <summary>Sum the cells up, for a report.</summary>
    public bool KeepsCounts { get; init; }

    public void Dispose()
    {
        Direct.Dispose();
        Staged.Dispose();
    }
}
