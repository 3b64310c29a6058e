namespace JobAnalysis.Application.Access;

/// <summary>On which rows: sets of ids, resolved once per request. The empty scope sees nothing.</summary>
/// <param name="Organizations">Agencies whose Organization rows are visible and writable.</param>
/// <param name="WholeOrganizations">Agencies of which every person's rows are visible (personnel office).</param>
/// <param name="Units">Units whose people of today are visible.</param>
/// <param name="People">The own person, and people shared by name (named rater, host of a 借調).</param>
/// <param name="SelfAndSuperiors">Agencies whose inherited layers apply.</param>
/// <param name="AggregateOrganizations">Agencies whose totals are visible.</param>
/// <param name="Today">Scope is always today's (Asia/Taipei).</param>
public sealed record Scope(
    Guid[] Organizations,
    Guid[] WholeOrganizations,
    Guid[] Units,
    Guid[] People,
    Guid[] SelfAndSuperiors,
    Guid[] AggregateOrganizations,
    DateOnly Today)
{
    /// <summary>No scope set = no rows.</summary>
    public static Scope None { get; } = new([], [], [], [], [], [], DateOnly.MinValue);

    /// <summary>Everything of the given agencies: for runs, seeding and the command line.</summary>
    public static Scope WholeOf(DateOnly today, params Guid[] organizations) => new(organizations, organizations, [], [], organizations, organizations, today);

    /// <summary>Refuses to write rows of agencies that are not in scope: the filter guards reads, this guards what passes no change tracker.</summary>
    /// <exception cref="InvalidOperationException">A fault of the caller, never of a user.</exception>
    internal void RefuseOutside(params IEnumerable<Guid> organizations)
    {
        foreach (var id in organizations)
        {
            if (!Organizations.Contains(id)) throw new InvalidOperationException($"Rows of organization {id} are written outside the scope.");
        }
    }
}
