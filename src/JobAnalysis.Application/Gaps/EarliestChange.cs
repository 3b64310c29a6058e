using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Gaps;

/// <summary>Finds the earliest day after the as-of date among starts and ends.</summary>
internal struct EarliestChange(DateOnly asOf)
{
    public DateOnly? Day { get; private set; }

    public void Add(DateOnly? candidate)
    {
        if (candidate is { } day && day > asOf && (Day is not { } known || day < known)) Day = day;
    }

    public void Add<T>(IEnumerable<T> rows)
        where T : IDated
    {
        foreach (var row in rows)
        {
            Add(row.ValidFrom);
            Add(row.ValidTo);
        }
    }
}
