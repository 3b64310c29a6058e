namespace JobAnalysis.Domain.Shared;

/// <summary>The form showed an older revision than what is stored: answered with 409 and both versions, never with a silent overwrite.</summary>
/// <param name="shown">Revision the form showed.</param>
/// <param name="stored">Revision that is stored now.</param>
public sealed class StaleRevisionException(long shown, long stored) : Exception($"Revision {shown} was shown, {stored} is stored.")
{
    public long Shown { get; } = shown;

    public long Stored { get; } = stored;
}
