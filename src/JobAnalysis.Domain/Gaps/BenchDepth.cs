namespace JobAnalysis.Domain.Gaps;

/// <summary>備援人數 of one competency: people validly at or above their required level.</summary>
/// <param name="People">Number of people, each counted once.</param>
public readonly record struct BenchDepth(int People)
{
    /// <summary>單點依賴: exactly one.</summary>
    public bool IsSinglePoint => People == 1;

    /// <summary>Counts the people of one column. A person with several appointments counts once, when one of them is met.</summary>
    public static BenchDepth Of(IEnumerable<(Guid Person, CellState State)> cells)
    {
        HashSet<Guid> people = [];
        foreach (var (person, state) in cells)
        {
            if (state is CellState.Met or CellState.Above) people.Add(person);
        }
        return new(people.Count);
    }
}
