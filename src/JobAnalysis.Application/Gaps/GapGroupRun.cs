using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Domain.Gaps;

namespace JobAnalysis.Application.Gaps;

/// <summary>A group that is computed and not yet published.</summary>
internal sealed class GapGroupRun(GapGroup group, RequirementBook book, GapGroupComputation computation, GapStaging staging, GroupTotals totals) : IAsyncDisposable
{
    /// <summary>Where the time went.</summary>
    public sealed class Durations
    {
        public TimeSpan Read { get; set; }

        public TimeSpan Compute { get; set; }

        public TimeSpan Stage { get; set; }

        public TimeSpan Publish { get; set; }
    }

    /// <summary>Slots to publish, each with its own epoch.</summary>
    public IReadOnlyList<GapSlotSql.Claimed> Slots { get; set; } = [];

    public Durations Times { get; } = new();

    public LayerRows Layers => group.Layers;

    /// <summary>Agencies by index; those with a fault are left out of <see cref="Slots"/>.</summary>
    public IReadOnlyList<GroupAgency> Agencies => group.Agencies;

    public GapStaging Staging => staging;

    public GroupTotals Totals => totals;

    public IReadOnlyList<ResolvedRequirement> NewRequirements { get; } = [.. book.New];

    /// <summary>One failure for each person who cannot be computed.</summary>
    public IReadOnlyList<(int Agency, AppointmentFailure Failure)> Failed { get; } =
        [.. group.Agencies.SelectMany(a => a.Failures.DistinctBy(f => f.PersonId).Select(f => (a.Index, f)))];

    /// <summary>People who were quarantined and are no more.</summary>
    public IReadOnlyList<(Guid OrganizationId, Guid PersonId)> Released { get; } = ReleasedOf(group);

    public IReadOnlyList<(Guid OrganizationId, Guid PersonId, DateOnly NextChangeOn)> Waiting { get; } = WaitingOf(group);

    public IReadOnlyList<(Guid OrganizationId, Guid PersonId)> NoLongerWaiting { get; } =
    [
        .. group.Waiting.Keys.Where(key => group.PersonOf.TryGetValue(key, out var at) && group.People[at].WaitsFor == GapGroup.Never)
            .Select(key => (group.Agencies[key.Agency].Id, key.Id)),
    ];

    public GroupAgency AgencyOf(Guid id) => byId[id];

    /// <summary>The agency's part of the group's work, by people.</summary>
    public double ShareOf(GroupAgency agency) => group.People.Count == 0 ? 1.0 / group.Agencies.Count : (double)agency.PeopleRead / group.People.Count;

    public int PeopleCount => group.People.Count;

    /// <summary>Sends results of agencies that never published; null where there are none.</summary>
    public Func<Stream, CancellationToken, Task>? SendFirst { get; } = group.Agencies.Exists(a => a.IsFirst && a.StagedInserts > 0) ? computation.SendFirst : null;

    private readonly Dictionary<Guid, GroupAgency> byId = group.Agencies.ToDictionary(a => a.Id);

    public ValueTask DisposeAsync() => staging.DisposeAsync();

    private static List<(Guid, Guid, DateOnly)> WaitingOf(GapGroup group)
    {
        List<(Guid, Guid, DateOnly)> waiting = [];
        for (var at = 0; at < group.People.Count; at++)
        {
            ref readonly var person = ref group.People[at];
            if (person.WaitsFor != GapGroup.Never && group.Waiting.GetValueOrDefault(new(person.Agency, person.Id)) != person.WaitsFor)
                waiting.Add((group.Agencies[person.Agency].Id, person.Id, DateOnly.FromDayNumber(person.WaitsFor)));
        }
        return waiting;
    }

    private static (Guid, Guid)[] ReleasedOf(GapGroup group)
    {
        var failed = group.Agencies.SelectMany(a => a.Failures.Select(f => new GapGroup.Key(a.Index, f.PersonId))).ToHashSet();
        return [.. group.Quarantined.Keys.Where(key => !failed.Contains(key)).Select(key => (group.Agencies[key.Agency].Id, key.Id))];
    }
}
