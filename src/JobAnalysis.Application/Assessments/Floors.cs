using JobAnalysis.Application.Access;
using JobAnalysis.Domain.Assessments;

namespace JobAnalysis.Application.Assessments;

/// <summary>A valid test or certificate: the supervisor goes below it only with a reason (decisions.md 8).</summary>
public sealed record Floor(int Level, AssessmentSource Source, DateOnly RatedOn, DateOnly? ValidTo);

/// <summary>Reads the floors of a person that count today.</summary>
internal sealed class Floors(RatingSource ratings, TimeProvider clock)
{
    public async Task<IReadOnlyDictionary<Guid, Floor>> Of(Guid organizationId, Guid personId, CancellationToken cancellationToken) =>
        Of(await ratings.Read(organizationId, personId, cancellationToken), clock.TaipeiToday());

    /// <summary>Those among ratings that were read.</summary>
    public static IReadOnlyDictionary<Guid, Floor> Of(IReadOnlyList<RatingSource.Rating> ratings, DateOnly today) => ratings
        .Where(r => r.Candidate is { Source: AssessmentSource.Test or AssessmentSource.Evidence, NoticeDelivered: true, Disputed: false } c && c.ValidFrom <= today && (c.ValidTo is not { } end || today < end))
        .GroupBy(r => r.CompetencyId)
        .ToDictionary(g => g.Key, g => g.Select(r => r.Candidate).MaxBy(c => c.Level.Rank) is var c ? new Floor(c.Level.Rank, c.Source, c.RatedOn, c.ValidTo) : null!);
}
