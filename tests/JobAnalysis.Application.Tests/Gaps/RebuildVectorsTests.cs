using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Tests.Assessments;
using JobAnalysis.Domain.Assessments;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Tests.Gaps;

/// <summary>Vectors built from every rating by the acceptance rule, against those that accepting one rating after another wrote.</summary>
public sealed class RebuildVectorsTests : IAsyncLifetime
{
    private AssessmentWorld world = null!;

    private Guid Item => world.RequiredItems[0];

    public async ValueTask InitializeAsync()
    {
        world = await AssessmentWorld.CreateAsync();
        await world.StopDatabaseClockAsync();
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(115)]
    [InlineData(20261128)]
    public async Task Asking_the_rule_of_every_rating_gives_the_vectors_that_accepting_them_wrote(int seed)
    {
        var random = new Random(seed);
        Guid[] people = [world.Employee.PersonId, world.Colleague.PersonId, world.Head.PersonId];
        await world.DeliverNoticeAsync(people[0]);
        await world.DeliverNoticeAsync(people[1], new DateTimeOffset(2026, 6, 1, 1, 0, 0, TimeSpan.Zero));
        await world.SetValidityAsync(12, new(2026, 3, 1));
        Guid[] raters = [world.Head.PersonId, world.Chief.PersonId, world.HrHead.PersonId, world.HrOfficer.PersonId];
        HashSet<(Guid, Guid)> sheets = [];
        for (var i = 0; i < 90; i++)
        {
            var (person, rater) = (people[random.Next(people.Length)], raters[random.Next(raters.Length)]);
            // A rater has one sheet on a person in a round, and so has the person.
            var source = !sheets.Add((person, rater)) ? random.Next(2) == 0 ? AssessmentSource.Test : AssessmentSource.Evidence
                : sheets.Add((person, person)) ? AssessmentSource.Self : AssessmentSource.Supervisor;
            await world.RateAsync(
                person, world.RequiredItems[random.Next(3)], random.Next(6), new DateOnly(2024, 6, 1).AddDays(random.Next(1_200)), source, random.Next(3) == 0 ? "理由" : null,
                source is AssessmentSource.Self ? person : rater);
        }
        foreach (var person in people) await world.AcceptAsync(person);
        var expected = await Vectors();
        Assert.Equal(2, expected.Count);
        Assert.Equal((0, 0), await Rebuild(checkOnly: true));

        await world.InDbAsync(db => db.AcceptedVectors.ExecuteDeleteAsync());
        Assert.Equal((0, 2), await Rebuild());

        Assert.Equal(expected, await Vectors());
    }

    [Fact]
    public async Task Whoever_has_other_levels_than_his_ratings_say_is_derived_anew_with_his_rows()
    {
        var person = world.Employee.PersonId;
        await world.DeliverNoticeAsync(person);
        await world.RateAsync(person, Item, 3, new(2026, 11, 1));
        await world.AcceptAsync(person);
        var (right, revision) = ((await Vectors())[0], await Revision(person));
        // As a repair by hand, or a backup of one table, would leave it: rows and vector agree with each other and with no rating.
        await world.InDbAsync(db => db.AcceptedLevels.ExecuteUpdateAsync(l => l.SetProperty(x => x.Level, 5)));
        await world.AsOperatorAsync(new RebuildVectors.Operation(null, CheckOnly: false));
        Assert.NotEqual(right, (await Vectors())[0]);

        Assert.Equal((1, 0), await Rebuild(checkOnly: true));
        Assert.Equal(5, (await world.LevelsAsync(person)).Single().Level);
        Assert.Equal(1, (await Rebuild()).Different);

        Assert.Equal(right, (await Vectors())[0]);
        Assert.Equal(3, (await world.LevelsAsync(person)).Single().Level);
        Assert.Equal(1, await world.InDbAsync(db => db.AcceptedLevels.CountAsync(l => l.Level == 5 && l.SupersededAt != null)));
        Assert.True(await Revision(person) > revision);
        Assert.Equal((0, 0), await Rebuild());
    }

    [Fact]
    public async Task Ratings_that_are_not_handed_in_or_come_from_the_person_make_no_vector()
    {
        await world.DeliverNoticeAsync(world.Employee.PersonId);
        await world.RateAsync(world.Employee.PersonId, Item, 5, new(2026, 11, 1), AssessmentSource.Self);
        await world.RateAsync(world.Colleague.PersonId, Item, 5, new(2026, 11, 1));
        var draft = await world.RateAsync(world.Employee.PersonId, Item, 4, new(2026, 11, 2));
        await world.InDbAsync(async db =>
        {
            var assessment = await db.AssessmentAnswers.Where(a => a.Id == draft).Select(a => a.AssessmentId).SingleAsync();
            return await db.Assessments.Where(a => a.Id == assessment).ExecuteUpdateAsync(a => a.SetProperty(x => x.SubmittedAt, (DateTimeOffset?)null).SetProperty(x => x.RatedOn, (DateOnly?)null));
        });

        Assert.Equal((0, 0), await Rebuild());

        Assert.Empty(await Vectors());
    }

    private async Task<(int Different, int Written)> Rebuild(bool checkOnly = false)
    {
        var report = await world.AsOperatorAsync(new RebuildVectors.Operation(null, checkOnly, FromRatings: true));
        return (report.Different, report.Written);
    }

    private Task<long> Revision(Guid person) => world.InDbAsync(db => db.People.Where(p => p.Id == person).Select(p => p.InputRevision).SingleAsync());

    private async Task<List<string>> Vectors() =>
    [
        .. (await world.InDbAsync(db => db.AcceptedVectors.AsNoTracking().OrderBy(v => v.PersonId).ThenBy(v => v.FrameworkId).ToListAsync()))
            .Select(v => $"{v.PersonId} {Convert.ToHexString(v.Levels)} {string.Join(',', v.ValidFromDays)} {string.Join(',', v.ValidToDays)} {v.NextStartOn} {v.BuiltOn}"),
    ];
}
