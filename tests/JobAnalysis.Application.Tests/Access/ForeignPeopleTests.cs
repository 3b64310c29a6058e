using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Gaps;
using JobAnalysis.TestKit;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Tests.Access;

/// <summary>Reads of Data/Sql that name people, on one agency with the scope of another, and of a head on the people of his neighbors.</summary>
public sealed class ForeignPeopleTests(ForeignScopeTests.TwoAgencies agencies) : IClassFixture<ForeignScopeTests.TwoAgencies>
{
    private Guid Ours => agencies.Ours;

    private Scope Our => Scope.WholeOf(agencies.Today, agencies.Ours);

    private Scope Their => Scope.WholeOf(agencies.Today, agencies.Theirs);

    [Fact]
    public async Task Teams_cells_and_ratings_of_ours_are_not_read_in_the_scope_of_another()
    {
        await using var db = Databases.Open(agencies.Source, Actor.System(agencies.Today, Ours));
        await db.Database.OpenConnectionAsync();
        var basis = (await GapBasisReader.Read(db, Ours, default))!;
        var units = await agencies.IdsAsync($"select distinct unit_id from gap_result where organization_id = '{Ours}'");
        var appointment = await agencies.IdAsync($"select appointment_id from gap_result where organization_id = '{Ours}' and framework_id = '{basis.FrameworkId}' limit 1");
        var competency = await agencies.IdAsync($"select competency_id from competency_edition where framework_version_id = '{basis.FrameworkVersionId}' limit 1");
        var rated = await agencies.IdAsync($"select a.person_id from assessment_answer a join assessment s on s.organization_id = a.organization_id and s.id = a.assessment_id where a.organization_id = '{Ours}' and a.kind = 'Rated' and s.submitted_at is not null limit 1");
        foreach (var (scope, some) in (IEnumerable<(Scope, bool)>)[(Our, true), (Their, false), (Scope.None, false)])
        {
            Assert.Equal(some, (await TeamSql.Read(db, scope, Ours, basis, units, null, default)).Count > 0);
            Assert.Equal(some, await CellSql.Find(db, scope, Ours, appointment, competency, basis, default) is not null);
            Assert.Equal(some, (await RatingSql.Read(db, scope, Ours, rated, default)).Count > 0);
        }
    }

    [Fact]
    public async Task Homes_units_and_heads_of_ours_are_not_read_in_the_scope_of_another()
    {
        await using var db = Databases.Open(agencies.Source, Actor.System(agencies.Today, Ours));
        await db.Database.OpenConnectionAsync();
        var everybody = await HomeSql.Read(db, Our, Ours, agencies.Today, null, default);
        Assert.NotEmpty(everybody);
        Guid[] units = [.. everybody.Select(h => h.UnitId).Distinct()];
        foreach (var (scope, some) in (IEnumerable<(Scope, bool)>)[(Our, true), (Their, false), (Scope.None, false)])
        {
            Assert.Equal(some, (await HomeSql.Read(db, scope, Ours, agencies.Today, null, default)).Count > 0);
            Assert.Equal(some, (await HomeSql.Read(db, scope, Ours, agencies.Today, [everybody[0].PersonId], default)).Count > 0);
            Assert.Equal(some, (await UnitMapSql.Read(db, scope, Ours, agencies.Today, default)).Heads.Count > 0);
            Assert.Equal(some, (await UnitTreeSql.WithChildren(db, scope, Ours, agencies.Today, null, default)).Count > 0);
            Assert.Equal(some, (await UnitTreeSql.WithThoseAbove(db, scope, Ours, agencies.Today, units, default)).Count > 0);
        }
    }

    [Fact]
    public async Task What_a_rating_rests_on_is_not_read_in_the_scope_of_another()
    {
        await using var db = Databases.Open(agencies.Source, Actor.System(agencies.Today, Ours));
        await using var transaction = await db.Database.BeginTransactionAsync();
        var rating = await agencies.IdAsync($"select id from assessment where organization_id = '{Ours}' and source = 'Supervisor' and submitted_at is not null limit 1");
        var (person, rater) = (await agencies.IdAsync($"select person_id from assessment where id = '{rating}'"), await agencies.IdAsync($"select rater_person_id from assessment where id = '{rating}'"));
        // Somebody whose draft is not handed in, for what is read of drafts only.
        await using (var draft = db.Command($"""
            update assessment set submitted_at = null, rated_on = null where id = '{rating}';
            insert into person_share(organization_id, id, person_id, viewer_account_id, kind, reason, valid_from) select '{Ours}', gen_random_uuid(), '{person}', id, 'AssignedRater', 'x', '2020-01-01' from account limit 1;
            insert into notice_delivery(organization_id, id, person_id, round_id, notice_version, method, delivered_at)
              select '{Ours}', gen_random_uuid(), '{person}', round_id, 99, 'Paper', now() from assessment where id = '{rating}'
            """)) await draft.ExecuteNonQueryAsync();
        foreach (var (scope, some) in (IEnumerable<(Scope, bool)>)[(Our, true), (Their, false), (Scope.None, false)])
        {
            var trip = new RoundTrip();
            Func<int>[] answers =
            [
                Count(AcceptanceSql.AskIsSeen(trip, scope, Ours, person)), Count(AcceptanceSql.AskLevels(trip, scope, Ours, person)), Count(AcceptanceSql.AskItems(trip, scope, Ours, person, [])),
                Count(RatingSheetSql.AskRound(trip, scope, Ours, agencies.Today)), Count(RatingSheetSql.AskItems(trip, scope, Ours, agencies.Today)),
                Count(RatingSheetSql.AskNamedRaters(trip, scope, Ours, person)), Count(RatingSheetSql.AskAssessments(trip, scope, Ours, person, rater)),
                Count(RatingSheetSql.AskDraftAnswers(trip, scope, Ours, person, rater)), Count(RatingSheetSql.AskNotices(trip, scope, Ours, person)),
                Count(HomeSql.Ask(trip, scope, Ours, agencies.Today, [person])), Count(UnitMapSql.AskOfPeople(trip, scope, Ours, agencies.Today, [person]).Places),
                .. Enum.GetValues<GapTable>().Where(t => t is GapTable.People or GapTable.Appointments or GapTable.Tiers or GapTable.Facts or GapTable.Places or GapTable.Vectors or GapTable.Results)
                    .Select(t => Count(GapReadSql.Ask(trip, scope, new(agencies.Today, false, One: (Ours, person)), t))),
            ];
            var highest = RatingSheetSql.AskHighestRank(trip, scope);
            await db.Send(trip, default);
            Assert.All(answers, a => Assert.Equal(some, a() > 0));
            Assert.Equal(scope != Scope.None, highest[0] is not null);
        }

        static Func<int> Count<T>(IReadOnlyList<T> rows) => () => rows.Count;
    }

    [Fact]
    public async Task Levels_and_ratings_of_ours_are_not_written_in_the_scope_of_another()
    {
        await using var db = Databases.Open(agencies.Source, Actor.System(agencies.Today, Ours));
        var (trip, assessment) = (new RoundTrip(), new JobAnalysis.Domain.Assessments.Assessment { OrganizationId = Ours });
        Action<Scope>[] writes =
        [
            scope => AcceptanceSql.Raise(trip, scope, Ours, Guid.Empty, 1), scope => AcceptanceSql.WriteLevels(trip, scope, Ours, [], [], default),
            scope => AcceptanceSql.WriteVectors(trip, scope, [new() { OrganizationId = Ours, Levels = [], ValidFromDays = [], ValidToDays = [], InputFlags = [] }]),
            scope => RatingSheetSql.Write(trip, scope, assessment, []), scope => RatingSheetSql.CompleteTasks(trip, scope, assessment, [], default),
        ];
        Assert.All(writes, write =>
        {
            write(Our);
            Assert.Throws<InvalidOperationException>(() => write(Their));
            Assert.Throws<InvalidOperationException>(() => write(Scope.None));
        });
        await using var staging = new JobAnalysis.Application.Gaps.GapStaging();
        staging.Organizations.Add(Ours);
        await Assert.ThrowsAsync<InvalidOperationException>(() => GapResultSql.AddPerson(trip, Their, staging, default));
    }

    [Fact]
    public async Task A_head_reads_the_people_of_his_units_and_nobody_else()
    {
        await using var db = Databases.Open(agencies.Source, Actor.System(agencies.Today, Ours));
        await db.Database.OpenConnectionAsync();
        var everybody = await HomeSql.Read(db, Our, Ours, agencies.Today, null, default);
        foreach (var unit in everybody.Select(h => h.UnitId).Distinct())
        {
            var head = new Scope([Ours], [], [unit], [], [Ours], [], agencies.Today);
            var people = await HomeSql.Read(db, head, Ours, agencies.Today, null, default);
            var expected = await agencies.IdsAsync($"select distinct person_id from person_unit where organization_id = '{Ours}' and unit_id = '{unit}' and valid_from <= '{agencies.Today:yyyy-MM-dd}' and (valid_to is null or '{agencies.Today:yyyy-MM-dd}' < valid_to)");
            Assert.Equal(everybody.Select(h => h.PersonId).Intersect(expected).Order(), people.Select(h => h.PersonId).Order());
            Assert.Equal(people.Select(h => h.PersonId), (await HomeSql.Read(db, head, Ours, agencies.Today, [.. everybody.Select(h => h.PersonId)], default)).Select(h => h.PersonId));
        }
    }

    [Fact]
    public async Task A_part_of_the_unit_map_is_the_map_of_that_part()
    {
        await using var db = Databases.Open(agencies.Source, Actor.System(agencies.Today, Ours));
        await db.Database.OpenConnectionAsync();
        var all = await UnitMapSql.Read(db, Our, Ours, agencies.Today, default);
        var everybody = await HomeSql.Read(db, Our, Ours, agencies.Today, null, default);
        Assert.NotEmpty(everybody);
        foreach (var person in everybody.DistinctBy(p => p.UnitId))
        {
            var trip = new RoundTrip();
            var part = UnitMapSql.AskOfPeople(trip, Our, Ours, agencies.Today, [person.PersonId]);
            await db.Send(trip, default);
            Assert.Contains(person.UnitId, part.Places.Select(p => p.UnitId));
            Assert.All(part.Places, p => Assert.Contains(p, all.Places));
            Assert.All(part.Places, p => Assert.True(p.ParentId is not { } parent || part.Places.Any(a => a.UnitId == parent)));
            Assert.Equal(all.Heads.Where(h => part.Places.Any(p => p.UnitId == h.UnitId)).ToHashSet(), part.Heads.ToHashSet());
        }
    }
}
