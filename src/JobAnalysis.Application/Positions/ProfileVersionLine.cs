using JobAnalysis.Domain.Positions;

namespace JobAnalysis.Application.Positions;

/// <summary>What readers call the state of a version; 生效中 and 停止適用 follow from the effective dates.</summary>
public enum ProfileVersionState { Draft, Pending, InForce, Superseded }

/// <summary>A version in the list of its profile.</summary>
/// <param name="EndsOn">First day on which the next version applies instead.</param>
public sealed record ProfileVersionLine(
    Guid Id, int Number, ProfileVersionState State, DateOnly? EffectiveFrom, DateOnly? EndsOn, DateOnly? DocumentDate, string? DocumentNumber, DateTimeOffset? PublishedAt)
{
    /// <summary>Day whose defaults a version inherits from: today while it applies, its first or last day otherwise.</summary>
    internal DateOnly DayOfDefaults(DateOnly today) => this switch
    {
        { State: ProfileVersionState.Pending, EffectiveFrom: { } from } => from,
        { State: ProfileVersionState.Superseded, EndsOn: { } next } => next.AddDays(-1),
        _ => today,
    };

    /// <summary>Versions of one profile, newest first, with their states on a day.</summary>
    internal static IReadOnlyList<ProfileVersionLine> Of(IEnumerable<ProfileVersion> versions, DateOnly today)
    {
        List<ProfileVersionLine> lines = [];
        DateOnly? next = null;
        var inForceFound = false;
        foreach (var version in versions.OrderByDescending(v => v.EffectiveFrom ?? DateOnly.MaxValue).ThenByDescending(v => v.Number))
        {
            var state = version switch
            {
                { Status: ProfileVersionStatus.Draft } => ProfileVersionState.Draft,
                { EffectiveFrom: var from } when from > today => ProfileVersionState.Pending,
                _ when inForceFound => ProfileVersionState.Superseded,
                _ => ProfileVersionState.InForce,
            };
            inForceFound |= state is ProfileVersionState.InForce;
            lines.Add(new(version.Id, version.Number, state, version.EffectiveFrom, next, version.DocumentDate, version.DocumentNumber, version.PublishedAt));
            next = version.EffectiveFrom ?? next;
        }
        return lines;
    }
}
