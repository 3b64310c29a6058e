namespace JobAnalysis.Application.Gaps;

/// <summary>How far the comparison of a group is, read by the heartbeat while the run goes on; a count that is a moment old does no harm.</summary>
internal sealed class GapProgress
{
    private volatile IReadOnlyList<GroupAgency> agencies = [];
    private volatile bool ended;

    /// <summary>A heartbeat has read it: the run takes long enough to be watched.</summary>
    public bool WasAsked { get; private set; }

    /// <summary>Everybody has been read; the comparison begins, or begins again.</summary>
    public void Begin(IReadOnlyList<GroupAgency> all) => (ended, agencies) = (false, all);

    /// <summary>Everything is compared; what is left is to publish it.</summary>
    public void End() => ended = true;

    /// <summary>Of one agency: a reader of its page learns nothing of the others in the group. Nothing is known while people are read.</summary>
    public (int Done, int Total) Of(Guid organizationId)
    {
        WasAsked = true;
        return agencies.FirstOrDefault(a => a.Id == organizationId) is { } agency ? (ended ? agency.PeopleRead : Math.Min(agency.PeopleCompared, agency.PeopleRead), agency.PeopleRead) : default;
    }
}
