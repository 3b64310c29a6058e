using CsCheck;
using JobAnalysis.Domain.Assessments;
using static JobAnalysis.Domain.Assessments.AcceptanceRule;

namespace JobAnalysis.Domain.Tests.Assessments;

public class AcceptanceRuleTests
{
    private static readonly DateOnly AsOf = new(2026, 11, 23);

    private static readonly Gen<Candidate> AnyCandidate = Gen.Select(
        Gen.Enum<AssessmentSource>(), Gen.Int[0, 5], Gen.Int[-8, 2], Gen.Int[0, 3], Gen.Int[-1, 8].Nullable(0.2), Gen.Int[0, 31], Gen.Guid,
        (source, level, rated, delay, length, bits, id) =>
        {
            var from = AsOf.AddDays(rated + delay);
            return new Candidate(
                id, source, new(level), AsOf.AddDays(rated), from, length is { } days ? from.AddDays(days) : null,
                HasReason: (bits & 1) == 1, NoticeDelivered: (bits & 6) != 0, Disputed: (bits & 24) == 24, UsedDespiteObjection: (bits & 28) == 28);
        });

    private static readonly Gen<Candidate[]> AnyCandidates = AnyCandidate.Array[0, 6];

    [Fact]
    public void Nobody_gave_a_level() => Assert.Equal(Clause.NoRating, Decide([], AsOf).Clause);

    [Fact]
    public void Self_alone_is_never_accepted()
    {
        var decision = Decide([Given(AssessmentSource.Self, 5)], AsOf);
        Assert.Equal(Clause.SelfAlone, decision.Clause);
        Assert.Null(decision.Accepted);
    }

    [Fact]
    public void Below_level_1_is_accepted_as_a_level()
    {
        var decision = Decide([Given(AssessmentSource.Supervisor, 0), Given(AssessmentSource.Self, 4)], AsOf);
        Assert.Equal(Clause.SupervisorDecides, decision.Clause);
        Assert.Equal(RatedLevel.BelowLevel1, decision.Accepted!.Value.Level);
    }

    [Theory]
    [InlineData(4, false, 3, Clause.SupervisorDecides, 4)]
    [InlineData(3, false, 3, Clause.SupervisorDecides, 3)]
    [InlineData(2, false, 3, Clause.FloorHolds, 3)]
    [InlineData(2, true, 3, Clause.SupervisorBelowFloorWithReason, 2)]
    [InlineData(4, true, 3, Clause.SupervisorDecides, 4)]
    public void A_test_is_a_floor_below_the_supervisor(int supervisor, bool reason, int test, Clause clause, int accepted)
    {
        foreach (var source in new[] { AssessmentSource.Test, AssessmentSource.Evidence })
        {
            var decision = Decide([Given(source, test, -10), Given(AssessmentSource.Supervisor, supervisor) with { HasReason = reason }], AsOf);
            Assert.Equal(clause, decision.Clause);
            Assert.Equal(accepted, decision.Accepted!.Value.Level.Rank);
        }
    }

    [Fact]
    public void The_highest_test_counts_when_no_supervisor_rated()
    {
        var decision = Decide([Given(AssessmentSource.Test, 2, -1), Given(AssessmentSource.Evidence, 4, -30), Given(AssessmentSource.Self, 5)], AsOf);
        Assert.Equal((Clause.FloorAlone, 4), (decision.Clause, decision.Accepted!.Value.Level.Rank));
    }

    [Fact]
    public void A_reason_says_nothing_about_a_later_test()
    {
        var supervisor = Given(AssessmentSource.Supervisor, 2, -20) with { HasReason = true };
        Assert.Equal(Clause.SupervisorBelowFloorWithReason, Decide([supervisor, Given(AssessmentSource.Test, 4, -20)], AsOf).Clause);
        Assert.Equal(Clause.FloorHolds, Decide([supervisor, Given(AssessmentSource.Test, 4, -19)], AsOf).Clause);
    }

    [Fact]
    public void The_latest_supervisor_rating_decides_and_of_one_day_the_later_id()
    {
        var earlier = Given(AssessmentSource.Supervisor, 4, -20);
        var later = Given(AssessmentSource.Supervisor, 2, -10);
        var correction = later with { Id = new Guid("ffffffff-0000-7000-8000-000000000000"), Level = new(3) };
        Assert.Equal(later, Decide([later, earlier], AsOf).Accepted);
        Assert.Equal(correction, Decide([correction, later, earlier], AsOf).Accepted);
    }

    [Fact]
    public void Without_the_notice_a_rating_is_not_used()
    {
        var unnoticed = Given(AssessmentSource.Supervisor, 4) with { NoticeDelivered = false };
        Assert.Equal(Clause.WithoutNotice, Decide([unnoticed], AsOf).Clause);
        Assert.Equal(2, Decide([unnoticed, Given(AssessmentSource.Supervisor, 2, -20)], AsOf).Accepted!.Value.Level.Rank);
    }

    [Fact]
    public void A_disputed_rating_gives_way_to_the_previous_valid_level_else_to_none()
    {
        var disputed = Given(AssessmentSource.Supervisor, 1) with { Disputed = true };
        var previous = Given(AssessmentSource.Supervisor, 3, -20);
        Assert.Equal(new Decision(Clause.SupervisorDecides, previous, null, true), Decide([disputed, previous], AsOf));
        Assert.Equal(new Decision(Clause.Disputed, null, null, true), Decide([disputed, previous with { ValidTo = AsOf }], AsOf));
        var used = disputed with { UsedDespiteObjection = true };
        Assert.Equal(new Decision(Clause.SupervisorDecides, used, null, true), Decide([used, previous], AsOf));
    }

    [Fact]
    public void An_expired_level_is_reported_with_what_was_accepted_last()
    {
        var first = Given(AssessmentSource.Supervisor, 2, -50) with { ValidTo = AsOf.AddDays(-20) };
        var last = Given(AssessmentSource.Supervisor, 4, -40) with { ValidTo = AsOf.AddDays(-1) };
        var decision = Decide([last, first, Given(AssessmentSource.Self, 5)], AsOf);
        Assert.Equal((Clause.Expired, (Candidate?)null, (Candidate?)last), (decision.Clause, decision.Accepted, decision.LastAccepted));
        Assert.Equal(Clause.SupervisorDecides, Decide([last, first], AsOf.AddDays(-2)).Clause);
        Assert.Equal(Clause.Expired, Decide([last], AsOf.AddDays(-1)).Clause);
    }

    [Fact]
    public void A_level_that_begins_later_does_not_count_yet() =>
        Assert.Equal(Clause.NotYetValid, Decide([Given(AssessmentSource.Test, 3) with { ValidFrom = AsOf.AddDays(1) }], AsOf).Clause);

    [Fact]
    public void The_accepted_level_is_one_that_somebody_gave_and_never_the_person_alone() => AnyCandidates.Sample(candidates =>
    {
        var decision = Decide(candidates, AsOf);
        Assert.Equal(decision.Accepted is not null, decision.Clause <= Clause.FloorAlone);
        Assert.Equal(decision.LastAccepted is not null, decision.Clause is Clause.Expired);
        if ((decision.Accepted ?? decision.LastAccepted) is not { } given) return;
        Assert.Contains(given, candidates);
        Assert.NotEqual(AssessmentSource.Self, given.Source);
        Assert.True(given.NoticeDelivered);
    }, iter: 20_000);

    [Fact]
    public void The_order_of_candidates_never_matters() => Gen.Select(AnyCandidates, Gen.Int[0, 1000]).Sample((candidates, seed) =>
    {
        var shuffled = candidates.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(Decide(candidates, AsOf), Decide(shuffled, AsOf));
    }, iter: 20_000);

    [Fact]
    public void Raising_any_rating_never_lowers_the_accepted_level() => Gen.Select(AnyCandidate.Array[1, 6], Gen.Int[0, 5], Gen.Int[1, 3]).Sample(
        (candidates, which, more) =>
        {
            var raised = candidates.ToArray();
            var i = which % raised.Length;
            raised[i] = raised[i] with { Level = new(raised[i].Level.Rank + more) };
            var (before, after) = (Decide(candidates, AsOf).Accepted, Decide(raised, AsOf).Accepted);
            Assert.Equal(before is null, after is null);
            if (before is not null) Assert.True(after!.Value.Level.Rank >= before.Value.Level.Rank);
        },
        iter: 20_000);

    [Fact]
    public void Between_the_days_of_change_the_decision_stays() => AnyCandidates.Sample(candidates =>
    {
        var known = Decide(candidates, AsOf);
        var next = NextChangeOn(candidates, AsOf);
        for (var day = AsOf.AddDays(1); day < AsOf.AddDays(25); day = day.AddDays(1))
        {
            if (day == next) (known, next) = (Decide(candidates, day), NextChangeOn(candidates, day));
            Assert.Equal(Decide(candidates, day), known);
        }
    }, iter: 5_000);

    private static Candidate Given(AssessmentSource source, int level, int daysAgo = 0) => new(
        Guid.CreateVersion7(), source, new(level), AsOf.AddDays(daysAgo), AsOf.AddDays(daysAgo), AsOf.AddDays(daysAgo + 100), false, true, false);
}
