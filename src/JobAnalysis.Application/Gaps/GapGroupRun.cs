using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Domain.Gaps;

namespace JobAnalysis.Application.Gaps;

/// <summary>A group that is computed and not yet published.</summary>
internal sealed class GapGroupRun(GapGroup group, RequirementBook book, GapStaging staging, GroupTotals totals, bool isDueOnly) : IDisposable
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

    public IReadOnlyList<(Guid OrganizationId, Guid PersonId, DateOnly NextChangeOn)> Waiting { get; } =
    [
        .. group.People.Where(p => p.WaitsFor != GapGroup.Never && group.Waiting.GetValueOrDefault(new(p.Agency, p.Id)) != p.WaitsFor)
            .Select(p => (group.Agencies[p.Agency].Id, p.Id, DateOnly.FromDayNumber(p.WaitsFor))),
    ];

    public IReadOnlyList<(Guid OrganizationId, Guid PersonId)> NoLongerWaiting { get; } =
    [
        .. group.Waiting.Keys.Where(key => group.PersonOf.TryGetValue(key, out var at) && group.People[at].WaitsFor == GapGroup.Never)
            .Select(key => (group.Agencies[key.Agency].Id, key.Id)),
    ];

    public GroupAgency AgencyOf(Guid id) => byId[id];

    /// <summary>The agency's part of the group's work, by people.</summary>
    public double ShareOf(GroupAgency agency) => group.People.Count == 0 ? 1.0 / group.Agencies.Count : (double)agency.PeopleRead / group.People.Count;

    public int PeopleCount => group.People.Count;

    public bool IsDueOnly => isDueOnly;

    private readonly Dictionary<Guid, GroupAgency> byId = group.Agencies.ToDictionary(a => a.Id);

    public void Dispose() => staging.Dispose();

    private static (Guid, Guid)[] ReleasedOf(GapGroup group)
    {
        var failed = group.Agencies.SelectMany(a => a.Failures.Select(f => new GapGroup.Key(a.Index, f.PersonId))).ToHashSet();
        return [.. group.Quarantined.Keys.Where(key => !failed.Contains(key)).Select(key => (group.Agencies[key.Agency].Id, key.Id))];
    }
}
