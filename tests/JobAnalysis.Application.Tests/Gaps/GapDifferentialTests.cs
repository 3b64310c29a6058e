using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.TestKit.Builders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace JobAnalysis.Application.Tests.Gaps;

/// <summary>Random small nations: what the engine publishes is what SQL that shares nothing with it computes, and what pages resolve as requirement is what the run resolved.</summary>
public sealed class GapDifferentialTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);
    private static readonly DateTimeOffset Recorded = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private sealed class Nation(GapFixture fixture, AgencyBuilder agency, Random random)
    {
        private readonly List<Guid> units = [];
        private readonly List<Guid> profiles = [];

        public async Task Build(int people)
        {
            await Units();
            for (var i = 0; i < 3; i++)
            {
                profiles.Add(await agency.AddProfileAsync());
                await agency.PublishAsync(profiles[i], GapFixture.Start, Cells());
                if (random.Next(2) == 0) await agency.PublishAsync(profiles[i], GapFixture.Start.AddDays(random.Next(1, 300)), Cells());
            }
            for (var i = 0; i < people; i++) await Person();
        }

        private async Task Units()
        {
            await Place(agency.RootUnitId, null, []);
            for (var i = 0; i < 5; i++)
            {
                var (parent, path) = i < 2 ? (agency.RootUnitId, new List<Guid> { agency.RootUnitId }) : (units[i % 2], [agency.RootUnitId, units[i % 2]]);
                units.Add(await agency.AddUnitAsync());
                await Place(units[i], parent, path);
            }
            // One stands in no tree: it counts for itself and for the whole.
            units.Add(await agency.AddUnitAsync());
        }

        private Task Place(Guid unit, Guid? parent, List<Guid> path) => agency.ChangeAsync(db => Task.FromResult(db.UnitPlacements.Add(new()
        {
            OrganizationId = agency.OrganizationId,
            Id = Guid.CreateVersion7(),
            UnitId = unit,
            ParentId = parent,
            Path = string.Join('.', path.Append(unit).Select(u => u.ToString("N"))),
            ValidFrom = GapFixture.Start,
            RecordedAt = Recorded,
        })));

        private async Task Person()
        {
            var person = await agency.AddPersonAsync();
            var from = Today.AddDays(-random.Next(1, 400));
            var position = await agency.AddPositionAsync(random.Next(15) == 0 ? null : Any(units), random.Next(8) == 0 ? null : Any(profiles), GapFixture.Start.AddYears(-2));
            var appointment = await agency.AppointAsync(person, position, AppointmentKind.Regular, from, random.Next(10) == 0 ? Today.AddDays(random.Next(-5, 20)) : null, AnyTier());
            if (random.Next(3) == 0)
            {
                var second = await agency.AddPositionAsync(Any(units), Any(profiles), GapFixture.Start.AddYears(-2));
                await agency.AppointAsync(person, second, random.Next(2) == 0 ? AppointmentKind.Concurrent : AppointmentKind.ActingVacancy, Today.AddDays(-random.Next(0, 200)), tier: AnyTier());
            }
            for (var ordinal = 0; ordinal < 10; ordinal++)
            {
                for (var stretch = random.Next(3); stretch > 0; stretch--)
                {
                    var begins = Today.AddDays(random.Next(-200, 30));
                    await agency.AcceptAsync(person, ordinal, random.Next(6), begins, random.Next(4) == 0 ? null : begins.AddDays(random.Next(1, 250)));
                }
            }
            await Try(db => db.Exemptions.Add(new()
            {
                OrganizationId = agency.OrganizationId,
                Id = Guid.CreateVersion7(),
                PersonId = person,
                AppointmentId = appointment,
                CompetencyId = agency.Competencies[random.Next(6)],
                Reason = "測試",
                ProposedBy = Actor.SystemAccountId,
                ApprovedBy = random.Next(3) == 0 ? null : Actor.SystemAccountId,
                ApprovedAt = Recorded,
                ValidFrom = Today.AddDays(random.Next(-20, 5)),
                ValidTo = Today.AddDays(random.Next(6, 40)),
                RecordedAt = Recorded,
            }));
            if (random.Next(8) == 0)
            {
                await Try(db => db.LeavesWithoutPay.Add(new()
                {
                    OrganizationId = agency.OrganizationId,
                    Id = Guid.CreateVersion7(),
                    PersonId = person,
                    DocumentNumber = "人字第1號",
                    ValidFrom = Today.AddDays(random.Next(-20, 10)),
                    ValidTo = Today.AddDays(random.Next(11, 30)),
                    RecordedAt = Recorded,
                }));
            }
            if (random.Next(12) == 0) await fixture.SqlAsync($"update person set left_on = '{Today.AddDays(random.Next(-3, 4)):yyyy-MM-dd}', input_revision = input_revision + 1 where id = '{person}'");
        }

        private Tier? AnyTier() => random.Next(8) == 0 ? null : (Tier)random.Next(3);

        private Task Try(Func<JobAnalysis.Application.Data.JobAnalysisDb, object> change) => agency.ChangeAsync(db => Task.FromResult(change(db)));

        private (int, int?, bool)[] Cells() => [.. Enumerable.Range(0, 10).Where(_ => random.Next(4) > 0).Select(i => (i, random.Next(6) == 0 ? null : (int?)random.Next(6), random.Next(3) == 0))];

        private T Any<T>(List<T> list) => list[random.Next(list.Count)];
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20261124)]
    public async Task A_run_says_what_independent_SQL_says(int seed)
    {
        await using var fixture = await GapFixture.CreateAsync(Today);
        var random = new Random(seed);
        var child = await Child(fixture);
        await new Nation(fixture, fixture.Agency, random).Build(25);
        await new Nation(fixture, child, random).Build(25);
        foreach (var (agency, days) in new[] { (fixture.Agency, 60), (child, 20) }) await agency.ChangeAsync(db => Task.FromResult(db.Settings.Add(Setting(agency, SettingKeys.DueSoonDays, days))));
        await fixture.Agency.ChangeAsync(db => Task.FromResult(db.Settings.Add(Setting(fixture.Agency, SettingKeys.ActingVacancyMonths, 2))));

        // Some have a vector, some none, some one that is old: all of them mean the same rows.
        await fixture.Application.SendAsync(fixture.Worker, new RebuildVectors.Operation(null, false));
        await fixture.SqlAsync("delete from accepted_vector where ascii(right(person_id::text, 1)) % 3 = 0");

        Assert.Equal(2, (await fixture.RunAsync()).Published);
        await Compare(fixture);

        await fixture.SetTodayAsync(Today.AddDays(15));
        Assert.Equal(0, (await fixture.RunAsync()).Failed);
        await Compare(fixture);
        await fixture.RecomputeAsync(null, full: true);
        await Compare(fixture);
        foreach (var agency in new[] { fixture.Agency, child }) await SameRequirements(fixture, agency);
    }

    private static async Task<AgencyBuilder> Child(GapFixture fixture)
    {
        await fixture.SqlAsync("update framework_adoption set includes_subordinates = true");
        var child = await AgencyBuilder.CreateAsync(fixture.Application, "C1", null);
        await child.ChangeAsync(async db =>
        {
            db.OrganizationPlacements.Add(new()
            {
                Id = Guid.CreateVersion7(),
                PlacedOrganizationId = child.OrganizationId,
                ParentId = fixture.Agency.OrganizationId,
                Level = OrganizationLevel.CentralThirdLevel,
                ValidFrom = GapFixture.Start,
                RecordedAt = Recorded,
            });
            var set = await db.TierDefaultSets.FirstAsync();
            db.TierDefaultAdoptions.Add(new() { OrganizationId = child.OrganizationId, Id = Guid.CreateVersion7(), FrameworkId = set.FrameworkId, SetId = set.Id, ValidFrom = GapFixture.Start, RecordedBy = Actor.SystemAccountId, RecordedAt = Recorded });
        });
        return child;
    }

    private static Setting Setting(AgencyBuilder agency, string key, int value) => new()
    {
        Id = Guid.CreateVersion7(),
        OwnerOrganizationId = agency.OrganizationId,
        Key = key,
        Value = value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ValidFrom = GapFixture.Start,
        RecordedAt = Recorded,
    };

    private static async Task Compare(GapFixture fixture)
    {
        var expected = await Lines(fixture, ExpectedResultsSql.Expected);
        Assert.True(expected.Count > 20);
        Assert.Equal(expected, await Lines(fixture, ExpectedResultsSql.Stored));
        Assert.True(await Lines(fixture, "select code from gap_quarantine") is { Count: > 0 } codes && codes.All(c => c == "gaps.position-without-unit"));

        var totals = await fixture.Application.UseAsync(Actor.System(Today, [.. (await Lines(fixture, "select id::text from organization")).Select(Guid.Parse)]), db => db.GapTotals.AsNoTracking().ToListAsync());
        List<string> counted = [];
        foreach (var total in totals)
        {
            for (var i = 0; i < 14; i++)
            {
                if (TotalCounts.Cell(total.Tree, i) is { Required: > 0 } cell) counted.Add(FormattableString.Invariant($"{total.OrganizationId}|{total.UnitId}|{i}|{cell.Required}|{cell.Met}|{cell.Below}"));
            }
        }
        Assert.Equal(await Lines(fixture, ExpectedResultsSql.ExpectedTotals), counted.Order(StringComparer.Ordinal));
    }

    /// <summary>The requirement that forms and pages resolve is the stored one, of every appointment.</summary>
    private static async Task SameRequirements(GapFixture fixture, AgencyBuilder agency)
    {
        var chain = Actor.System(Today, agency.OrganizationId) with { Scope = Scope.WholeOf(Today, agency.OrganizationId) with { SelfAndSuperiors = [agency.OrganizationId, fixture.Agency.OrganizationId] } };
        var read = await fixture.Application.InScopeAsync(chain, services => services.GetRequiredService<RequirementReader>().Read(agency.OrganizationId, null, Today.AddDays(15), null, CancellationToken.None));
        var stored = await agency.ReadAsync(db => db.GapResults.AsNoTracking().ToListAsync());
        Assert.NotEmpty(stored);
        Assert.Equal(
            stored.Select(r => (r.AppointmentId, r.FrameworkId, r.RequirementId, r.UnitId)).Order(),
            read.Select(r => (r.AppointmentId, r.Requirement.FrameworkId, r.Requirement.Id, r.UnitId)).Order());
    }

    private static async Task<List<string>> Lines(GapFixture fixture, string sql)
    {
        await using var connection = new NpgsqlConnection(fixture.Database.OwnerConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> lines = [];
        while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }
}
