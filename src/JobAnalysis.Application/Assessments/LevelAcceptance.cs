using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Assessments;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>
/// Derives the accepted levels of one person anew from all submitted answers (decisions.md 8, 12, 15): what changed supersedes, nothing is overwritten.
/// Called in the transaction that changed an answer or delivered the notice, and publishes the person's own result in it. Running it twice changes nothing
/// but the input revision. Seeding, which has no transaction, gets one.
/// </summary>
internal sealed class LevelAcceptance(JobAnalysisDb db, RatingSource ratings, AcceptedVectors vectors, PersonResult result, TimeProvider clock)
{
    public async Task Accept(Guid organizationId, Guid personId, CancellationToken cancellationToken)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        // What the caller changed must be readable, and the raised revision locks the person's row: two raters who submit at once follow each other.
        await db.SaveChangesAsync(cancellationToken);
        var locked = await db.People.Where(p => p.OrganizationId == organizationId && p.Id == personId)
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.InputRevision, x => x.InputRevision + 1), cancellationToken);
        if (locked == 0) throw new InvalidOperationException($"Person {personId} is not in scope.");

        var derived = Derive(organizationId, personId, await ratings.Read(organizationId, personId, cancellationToken));
        var current = await db.AcceptedLevels
            .Where(l => l.OrganizationId == organizationId && l.PersonId == personId && l.SupersededAt == null)
            .ToListAsync(cancellationToken);

        // Saved in two steps, because the exclusion constraint looks at every statement.
        foreach (var row in current.Where(row => !derived.Exists(d => Same(row, d)))) row.SupersededAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        db.AcceptedLevels.AddRange(derived.Where(d => !current.Exists(row => row.SupersededAt is null && Same(row, d))));
        await db.SaveChangesAsync(cancellationToken);

        await vectors.Rebuild(organizationId, personId, derived, clock.TaipeiToday(), cancellationToken);
        await result.Publish(organizationId, personId, cancellationToken);
        if (own is not null) await own.CommitAsync(cancellationToken);
    }

    private List<AcceptedLevel> Derive(Guid organizationId, Guid personId, IReadOnlyList<RatingSource.Rating> all) =>
    [
        .. from competency in all.GroupBy(r => r.CompetencyId)
           let ratingOf = competency.ToDictionary(r => r.Candidate.Id)
           from stretch in AcceptanceTimeline.Of([.. competency.Select(r => r.Candidate)])
           select new AcceptedLevel
           {
               OrganizationId = organizationId,
               Id = Guid.CreateVersion7(clock.GetUtcNow()),
               PersonId = personId,
               CompetencyId = competency.Key,
               Level = stretch.Accepted.Level.Rank,
               Source = stretch.Accepted.Source,
               AnswerId = stretch.Accepted.Id,
               AssessmentId = ratingOf[stretch.Accepted.Id].AssessmentId,
               RuleClause = stretch.Clause.ToString(),
               RuleVersion = AcceptanceTimeline.RuleVersion,
               RatedOn = stretch.Accepted.RatedOn,
               ValidFrom = stretch.From,
               ValidTo = stretch.To,
               RecordedAt = clock.GetUtcNow(),
           },
    ];

    private static bool Same(AcceptedLevel one, AcceptedLevel other) =>
        (one.CompetencyId, one.AnswerId, one.Level, one.RuleClause, one.RuleVersion, one.ValidFrom, one.ValidTo)
        == (other.CompetencyId, other.AnswerId, other.Level, other.RuleClause, other.RuleVersion, other.ValidFrom, other.ValidTo);
}
