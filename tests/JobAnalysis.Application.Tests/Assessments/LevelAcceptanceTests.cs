using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Gaps;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Tests.Assessments;

/// <summary>Accepted levels as they stand in the database (decisions 8, 12, 15).</summary>
public sealed class LevelAcceptanceTests : IAsyncLifetime
{
    private AssessmentWorld world = null!;

    private Guid Person => world.Employee.PersonId;

    private Guid Item => world.RequiredItems[0];

    public async ValueTask InitializeAsync() => world = await AssessmentWorld.CreateAsync();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_supervisors_level_counts_from_the_day_of_rating_for_24_months()
    {
        await world.DeliverNoticeAsync(Person);
        await world.RateAsync(Person, Item, 3, new(2026, 11, 1));

        await world.AcceptAsync(Person);

        var level = Assert.Single(await world.LevelsAsync(Person));
        Assert.Equal((3, new DateOnly(2026, 11, 1), new DateOnly(2028, 11, 1), "SupervisorDecides"), (level.Level, level.ValidFrom, level.ValidTo!.Value, level.RuleClause));
    }

    [Fact]
    public async Task Without_the_notice_a_level_is_stored_and_not_used()
    {
        await world.RateAsync(Person, Item, 3, new(2026, 11, 1));

        await world.AcceptAsync(Person);

        Assert.Empty(await world.LevelsAsync(Person));
    }

    [Fact]
    public async Task A_level_given_before_the_notice_counts_from_the_notice_and_ends_as_before()
    {
        await world.RateAsync(Person, Item, 3, new(2026, 11, 1));
        await world.DeliverNoticeAsync(Person, new DateTimeOffset(2026, 11, 20, 1, 0, 0, TimeSpan.Zero));

        await world.AcceptAsync(Person);

        var level = Assert.Single(await world.LevelsAsync(Person));
        Assert.Equal((new DateOnly(2026, 11, 20), new DateOnly(2028, 11, 1)), (level.ValidFrom, level.ValidTo!.Value));
    }

    [Fact]
    public async Task The_self_assessment_alone_is_never_accepted()
    {
        await world.DeliverNoticeAsync(Person);
        await world.RateAsync(Person, Item, 5, new(2026, 11, 1), AssessmentSource.Self);

        await world.AcceptAsync(Person);

        Assert.Empty(await world.LevelsAsync(Person));
    }

    [Fact]
    public async Task A_test_holds_as_floor_until_it_ends_and_then_the_supervisor_decides()
    {
        await world.DeliverNoticeAsync(Person);
        await world.RateAsync(Person, Item, 4, new(2025, 6, 1), AssessmentSource.Test);
        await world.RateAsync(Person, Item, 2, new(2026, 11, 1));

        await world.AcceptAsync(Person);

        Assert.Equal(
            [(4, "FloorAlone", new DateOnly(2026, 11, 1)), (4, "FloorHolds", new DateOnly(2027, 6, 1)), (2, "SupervisorDecides", new DateOnly(2028, 11, 1))],
            (await world.LevelsAsync(Person)).Select(l => (l.Level, l.RuleClause, l.ValidTo!.Value)));
    }

    [Fact]
    public async Task Below_a_test_the_supervisor_decides_with_a_reason()
    {
        await world.DeliverNoticeAsync(Person);
        await world.RateAsync(Person, Item, 4, new(2026, 6, 1), AssessmentSource.Test);
        await world.RateAsync(Person, Item, 2, new(2026, 11, 1), comment: "測驗後未再承辦相關業務");

        await world.AcceptAsync(Person);

        Assert.Equal((2, "SupervisorBelowFloorWithReason"), (await world.LevelsAsync(Person)).Where(l => l.ValidFrom == new DateOnly(2026, 11, 1)).Select(l => (l.Level, l.RuleClause)).Single());
    }

    [Fact]
    public async Task A_later_rating_closes_the_earlier_one_and_keeps_what_was_known()
    {
        await world.DeliverNoticeAsync(Person);
        await world.RateAsync(Person, Item, 2, new(2026, 1, 10), AssessmentSource.Test);
        await world.AcceptAsync(Person);
        await world.RateAsync(Person, Item, 3, new(2026, 11, 1));

        await world.AcceptAsync(Person);

        Assert.Equal(
            [(2, new DateOnly(2026, 1, 10), new DateOnly(2026, 11, 1)), (3, new DateOnly(2026, 11, 1), new DateOnly(2028, 11, 1))],
            (await world.LevelsAsync(Person)).Select(l => (l.Level, l.ValidFrom, l.ValidTo!.Value)));
        Assert.Equal(new DateOnly(2028, 1, 10), await world.InDbAsync(db => db.AcceptedLevels.Where(l => l.SupersededAt != null).Select(l => l.ValidTo!.Value).SingleAsync()));
    }

    [Fact]
    public async Task Deriving_twice_changes_no_row_and_the_vector_says_the_same()
    {
        await world.DeliverNoticeAsync(Person);
        await world.RateAsync(Person, Item, 0, new(2026, 11, 1));
        await world.AcceptAsync(Person);
        var before = (await world.LevelsAsync(Person)).Select(l => l.Id).ToList();

        await world.AcceptAsync(Person);

        Assert.Equal(before, (await world.LevelsAsync(Person)).Select(l => l.Id));
        var ordinal = await world.InDbAsync(db => db.Competencies.Where(c => c.Id == Item).Select(c => c.Ordinal).SingleAsync());
        var vector = await world.InDbAsync(db => db.AcceptedVectors.SingleAsync(v => v.PersonId == Person));
        Assert.Equal(14, vector.Levels.Length);
        Assert.All(vector.Levels.Index(), l => Assert.Equal(l.Index == ordinal ? 0 : GapCalculator.Nothing, l.Item));
        Assert.Equal(new DateOnly(2028, 11, 1).DayNumber, vector.ValidToDays[ordinal]);
        Assert.Equal(await world.InDbAsync(db => db.People.Where(p => p.Id == Person).Select(p => p.InputRevision).SingleAsync()), vector.InputRevision);
    }

    [Fact]
    public async Task An_agencys_own_validity_applies_to_ratings_from_its_day()
    {
        await world.SetValidityAsync(12, new(2026, 11, 1));
        await world.DeliverNoticeAsync(Person);
        await world.RateAsync(Person, Item, 3, new(2026, 10, 31), AssessmentSource.Test);
        await world.RateAsync(Person, world.RequiredItems[1], 3, new(2026, 11, 1), AssessmentSource.Evidence);

        await world.AcceptAsync(Person);

        var levels = (await world.LevelsAsync(Person)).ToDictionary(l => l.CompetencyId, l => l.ValidTo!.Value);
        Assert.Equal((new DateOnly(2028, 10, 31), new DateOnly(2027, 11, 1)), (levels[Item], levels[world.RequiredItems[1]]));
    }
}
