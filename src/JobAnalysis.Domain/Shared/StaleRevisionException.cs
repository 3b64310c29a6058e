namespace JobAnalysis.Domain.Shared;

/// <summary>Somebody changed the object after the form was opened; nothing was written.</summary>
public sealed class StaleRevisionException(long posted, long current) : Exception($"Revision {posted} was posted, {current} is current.")
{
    /// <summary>The revision that the form carried.</summary>
    public long Posted { get; } = posted;

    /// <summary>The revision that stands now.</summary>
    public long Current { get; } = current;
}
