using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Assessments;

namespace JobAnalysis.Application.Assessments;

/// <summary>
/// Derives the accepted levels of one person anew from all submitted answers (decisions.md 8, 12, 15): what changed supersedes, nothing is overwritten.
/// Called in the transaction that changed an answer or delivered the notice, and publishes the person's own result in it. Running it twice changes nothing
/// but the input revision. Everything is read in one round trip and written in another.
/// </summary>
internal sealed class LevelAcceptance(JobAnalysisDb db, RatingSource ratings, PersonResult result, TimeProvider clock)
{
    /// <summary>What was asked of a person; the rows are there when the trip was made.</summary>
    public sealed record Asked(PersonAnswers Person, IReadOnlyList<bool> IsSeen, RatingSource.Asked Ratings, IReadOnlyList<AcceptedLevel> Levels, IReadOnlyList<AcceptanceSql.Item> Items);

    /// <summary>Derives them after a change that the caller saved or left to be saved. Seeding, which has no transaction, gets one.</summary>
    public async Task Accept(Guid organizationId, Guid personId, CancellationToken cancellationToken)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        // What the caller changed must be readable.
        await db.SaveChangesAsync(cancellationToken);
        var trip = new RoundTrip();
        var asked = Ask(trip, organizationId, personId, []);
        await db.Send(trip, cancellationToken);
        await Write(trip, asked, [], cancellationToken);
        await db.Send(trip, cancellationToken);
        if (own is not null) await own.CommitAsync(cancellationToken);
    }

    /// <summary>Locks the person and asks for everything: two raters who submit at once follow each other.</summary>
    /// <param name="trip">What it is asked with.</param>
    /// <param name="organizationId">The agency.</param>
    /// <param name="personId">The person.</param>
    /// <param name="competencies">Those of answers that are being handed in.</param>
    public Asked Ask(RoundTrip trip, Guid organizationId, Guid personId, Guid[] competencies) => new(
        PersonAnswers.AskWithoutLevels(trip, organizationId, personId),
        AcceptanceSql.AskIsSeen(trip, db.Scope, organizationId, personId),
        ratings.Ask(trip, organizationId, personId),
        AcceptanceSql.AskLevels(trip, db.Scope, organizationId, personId),
        AcceptanceSql.AskItems(trip, db.Scope, organizationId, personId, competencies));

    /// <summary>Derives, and adds what changes to a trip.</summary>
    /// <param name="writes">The trip; answers that are being handed in stand in it already.</param>
    /// <param name="asked">What was read.</param>
    /// <param name="handedIn">Answers that are being handed in.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task Write(RoundTrip writes, Asked asked, IEnumerable<RatingSql.Row> handedIn, CancellationToken cancellationToken)
    {
        var (organizationId, personId) = (asked.Person.OrganizationId, asked.Person.PersonId);
        if (asked.Person.Revision is not { } before || asked.IsSeen.Count == 0) throw new InvalidOperationException($"Person {personId} is not in scope.");
        var (scope, revision) = (db.Scope, before + 1);
        AcceptanceSql.Raise(writes, scope, organizationId, personId, revision);

        var derived = Derive(organizationId, personId, asked.Ratings.With(handedIn));
        AcceptanceSql.WriteLevels(
            writes, scope, organizationId, [.. asked.Levels.Where(row => !derived.Exists(d => Same(row, d)))], [.. derived.Where(d => !asked.Levels.Any(row => Same(row, d)))], clock.GetUtcNow());
        var vectors = AcceptedVectors.Build(organizationId, personId, derived, asked.Items, clock.TaipeiToday(), revision);
        AcceptanceSql.WriteVectors(writes, scope, vectors);
        asked.Person.Accept(revision, vectors, derived);
        await result.Compute(asked.Person, writes, cancellationToken);
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
