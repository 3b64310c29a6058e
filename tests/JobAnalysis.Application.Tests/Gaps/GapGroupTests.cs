using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.TestKit.Builders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace JobAnalysis.Application.Tests.Gaps;

/// <summary>Agencies that run together: idle ones, lost slots, faults and quarantine, and totals that stay right.</summary>
public sealed class GapGroupTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 6, 1);
    private GapFixture fixture = null!;
    private AgencyBuilder other = null!;
    private Guid unit;
    private Guid profile;
    private DateOnly day = Today;

    private AgencyBuilder Agency => fixture.Agency;

    public async ValueTask InitializeAsync()
    {
        fixture = await GapFixture.CreateAsync(Today);
        other = await AgencyBuilder.CreateAsync(fixture.Application, "B1", GapFixture.Start);
        (unit, profile) = await Furnish(Agency);
    }

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    private static async Task<(Guid Unit, Guid Profile)> Furnish(AgencyBuilder agency)
    {
        var (unit, profile) = (await agency.AddUnitAsync(), await agency.AddProfileAsync());
        await agency.PublishAsync(profile, GapFixture.Start, (0, 3, true), (1, 2, false));
        return (unit, profile);
    }

    private async Task<RunDueSlots.Outcome> NextNight()
    {
        day = day.AddDays(1);
        await fixture.SetTodayAsync(day);
        return await fixture.RunAsync();
    }

    private async Task<string> Written() => (string)(await fixture.SqlAsync("""
        select string_agg(t, ' ') from (select 'r' || count(*) || '/' || coalesce(max(xmin::text::bigint), 0) as t from gap_result union all select 'h' || count(*) || '/' || coalesce(max(xmin::text::bigint), 0) from gap_history
          union all select 't' || count(*) || '/' || coalesce(max(xmin::text::bigint), 0) from gap_total) x
        """))!;

    private Task<GapTotal> TotalOf(Guid unitId) => Agency.ReadAsync(db => db.GapTotals.AsNoTracking().SingleAsync(t => t.UnitId == unitId));

    [Fact]
    public async Task Agencies_with_nothing_due_are_published_and_nothing_of_them_is_written()
    {
        await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        var (otherUnit, otherProfile) = await Furnish(other);
        await other.AddHolderAsync(otherUnit, otherProfile, GapFixture.Start);
        Assert.Equal(2, (await fixture.RunAsync()).Published);
        var before = await Written();

        Assert.Equal(new RunDueSlots.Outcome(2, 0, 0), await NextNight());
        var last = (await fixture.PublicationsAsync())[^1];
        Assert.Equal((0, 0, 0, 0, day), (last.Read, last.Changed, last.Unchanged, last.People, last.AsOf));
        Assert.Equal(1, last.Headcount);
        Assert.NotNull(last.FrameworkVersionId);
        Assert.Equal(before, await Written());
    }

    [Fact]
    public async Task A_change_whose_transaction_ends_after_the_run_has_read_is_found_by_the_next_one()
    {
        var (person, appointment) = await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await fixture.RunAsync();
        await Agency.ChangeAsync(db => Agency.AcceptAsync(db, person, 0, 3, Today, null));
        await using var slow = new NpgsqlConnection(fixture.Database.AppConnectionString);
        await slow.OpenAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        await using (var raise = new NpgsqlCommand($"update person set input_revision = input_revision + 1 where id = '{person}'", slow)) await raise.ExecuteNonQueryAsync();
        await NextNight();
        await transaction.CommitAsync();
        await NextNight();

        Assert.Equal((byte)CellState.Met, (await fixture.ResultAsync(appointment))!.States[0]);
        Assert.Equal(2, (await fixture.ResultAsync(appointment))!.Required.Count(r => r is not (0 or 255)));
        Assert.Equal(1, TotalCounts.Cell((await TotalOf(unit)).Own, 0).Met);
    }

    [Theory]
    [InlineData("levels = set_byte(levels, 0, 99)", "gaps.vector-malformed")]
    [InlineData("input_revision = 1000", "gaps.vector-ahead")]
    public async Task A_person_with_a_damaged_vector_is_quarantined_until_it_is_rebuilt_and_the_others_are_published(string damage, string code)
    {
        var (person, appointment) = await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        var (healthy, healthyAppointment) = await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        foreach (var one in new[] { person, healthy }) await Agency.AcceptAsync(one, 0, 3, Today, Today.AddDays(700));
        Assert.Equal(2, (await fixture.Application.SendAsync(fixture.Worker, new RebuildVectors.Operation("A1", false))).Written);
        await fixture.RunAsync();
        var before = (await fixture.ResultAsync(appointment))!;

        await fixture.SqlAsync($"update accepted_vector set {damage} where person_id = '{person}'");
        await Agency.AcceptAsync(healthy, 0, 4, Today, Today.AddDays(700));
        await fixture.Application.SendAsync(fixture.Worker, new RebuildVectors.Operation("A1", true));
        await fixture.SqlAsync($"delete from accepted_vector where person_id = '{healthy}'");
        await Agency.RaiseAsync(person);
        await NextNight();
        await NextNight();

        var row = await Agency.ReadAsync(db => db.GapQuarantines.AsNoTracking().SingleAsync());
        Assert.Equal((person, appointment, code), (row.PersonId, row.AppointmentId, row.Code));
        Assert.True(row.LastSeen > row.FirstSeen);
        var publication = (await fixture.PublicationsAsync())[^1];
        Assert.Equal((1, 1, publication.Id), (publication.Failed, publication.Retried, row.PublicationId));
        Assert.Contains(appointment.ToString(), publication.Failures, StringComparison.Ordinal);
        Assert.Equal(before.States, (await fixture.ResultAsync(appointment))!.States);
        Assert.Equal((byte)CellState.Above, (await fixture.ResultAsync(healthyAppointment))!.States[0]);
        Assert.Equal(2, TotalCounts.Cell((await TotalOf(unit)).Own, 0).Met);

        Assert.Equal(1, (await fixture.Application.SendAsync(fixture.Worker, new RebuildVectors.Operation("A1", false))).Different);
        await NextNight();
        Assert.Equal(0, await Agency.ReadAsync(db => db.GapQuarantines.CountAsync()));
        Assert.Equal(0, (await fixture.PublicationsAsync())[^1].Failed);
        Assert.Equal(new RebuildVectors.Report(2, 2, 0, 0), await fixture.Application.SendAsync(fixture.Worker, new RebuildVectors.Operation("A1", true)));
    }

    [Fact]
    public async Task A_person_counts_once_in_the_unit_of_the_own_post_and_other_posts_are_counted_beside()
    {
        var serving = await Agency.AddUnitAsync();
        var (person, _) = await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await Agency.AppointAsync(person, await Agency.AddPositionAsync(serving, profile, GapFixture.Start), AppointmentKind.Concurrent, GapFixture.Start);
        await Agency.AppointAsync(person, await Agency.AddPositionAsync(serving, profile, GapFixture.Start), AppointmentKind.ActingVacancy, Today.AddMonths(-6));
        await Agency.AcceptAsync(person, 0, 1, Today, null);
        await Agency.AcceptAsync(person, 1, 2, Today, null);
        await fixture.RunAsync();

        var (own, beside, whole) = (await TotalOf(unit), await TotalOf(serving), await TotalOf(GapTotal.WholeAgency));
        Assert.Equal(new TotalCell(1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0), TotalCounts.Cell(own.Own, 0));
        Assert.Equal(new TotalCell(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), TotalCounts.Cell(own.Own, 1));
        Assert.Equal((1, 1, 0, 0), (TotalCounts.People(own.Own), TotalCounts.CriticalUnmetPeople(own.Own), TotalCounts.Concurrent(own.Own), TotalCounts.Acting(own.Own)));
        Assert.Equal(new TotalCell(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1), TotalCounts.Cell(beside.Own, 0));
        Assert.Equal((0, 0, 1, 1), (TotalCounts.People(beside.Own), TotalCounts.CriticalUnmetPeople(beside.Own), TotalCounts.Concurrent(beside.Own), TotalCounts.Acting(beside.Own)));
        Assert.Equal(new TotalCell(1, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1, 1), TotalCounts.Cell(whole.Tree, 0));
    }

    [Fact]
    public async Task Totals_follow_a_level_that_was_accepted_between_two_runs()
    {
        var (person, _) = await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await fixture.RunAsync();
        await fixture.Application.InScopeAsync(Agency.System, async services =>
        {
            var db = services.GetRequiredService<JobAnalysis.Application.Data.JobAnalysisDb>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await Agency.AcceptAsync(db, person, 0, 3, Today, null);
            (await db.People.SingleAsync(p => p.Id == person)).RaiseInputRevision();
            await services.GetRequiredService<PersonResult>().Publish(Agency.OrganizationId, person, CancellationToken.None);
            await transaction.CommitAsync();
            return 0;
        });
        Assert.Equal(0, TotalCounts.Cell((await TotalOf(unit)).Own, 0).Met);
        Assert.True((await Agency.ReadAsync(db => db.GapResults.SingleAsync())).Uncounted);

        await NextNight();
        Assert.Equal(1, TotalCounts.Cell((await TotalOf(unit)).Own, 0).Met);
        Assert.Equal(1, TotalCounts.Cell((await TotalOf(GapTotal.WholeAgency)).Tree, 0).Met);
        Assert.False((await Agency.ReadAsync(db => db.GapResults.SingleAsync())).Uncounted);
    }

    [Fact]
    public async Task Totals_follow_a_unit_that_moves_in_the_tree()
    {
        await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await fixture.RunAsync();
        Assert.Null(await Agency.ReadAsync(db => db.GapTotals.SingleOrDefaultAsync(t => t.UnitId == Agency.RootUnitId)));
        foreach (var (id, parent) in new[] { (Agency.RootUnitId, (Guid?)null), (unit, Agency.RootUnitId) })
        {
            await Agency.ChangeAsync(db => Task.FromResult(db.UnitPlacements.Add(new()
            {
                OrganizationId = Agency.OrganizationId,
                Id = Guid.CreateVersion7(),
                UnitId = id,
                ParentId = parent,
                Path = parent is { } above ? $"{above:N}.{id:N}" : $"{id:N}",
                ValidFrom = Today.AddDays(1),
                RecordedAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            })));
        }

        await NextNight();
        var root = await TotalOf(Agency.RootUnitId);
        Assert.Equal((0, 1), (TotalCounts.People(root.Own), TotalCounts.People(root.Tree)));
    }

    [Fact]
    public async Task An_agency_that_lost_its_slot_is_left_out_and_the_others_of_the_group_are_published()
    {
        await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        var (otherUnit, otherProfile) = await Furnish(other);
        await other.AddHolderAsync(otherUnit, otherProfile, GapFixture.Start);
        var slots = await Claim();
        Assert.Equal(2, slots.Count);
        await fixture.SqlAsync($"update gap_run set epoch = epoch + 1 where organization_id = '{Agency.OrganizationId}'");

        var outcome = await fixture.Application.InScopeAsync(null, services => services.GetRequiredService<GapGroupWorker>().Run(slots, new(), CancellationToken.None));
        Assert.Equal(new RunDueSlots.Outcome(1, 1, 0), outcome);
        Assert.Empty(await fixture.PublicationsAsync());
        Assert.Equal(0, await Agency.ReadAsync(db => db.GapResults.CountAsync()));
        Assert.Equal(1, await other.ReadAsync(db => db.GapResults.CountAsync()));
    }

    [Fact]
    public async Task A_publication_whose_answer_was_lost_is_not_made_twice()
    {
        await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await fixture.Application.SendAsync(Agency.System, new RequestGapRun.Command(null, false));
        var slot = (await fixture.ClaimAsync("a"))!;
        Assert.Equal(1, await fixture.PublishAsync(slot, await fixture.PrepareAsync(Today, false)));

        Assert.Null(await fixture.PublishAsync(slot, await fixture.PrepareAsync(Today, false)));
        Assert.Equal(new RunDueSlots.Outcome(0, 1, 0), await fixture.Application.InScopeAsync(null, services => services.GetRequiredService<GapGroupWorker>().Run([slot], new(), CancellationToken.None)));
        Assert.Single(await fixture.PublicationsAsync());
    }

    [Fact]
    public async Task A_setting_that_nobody_can_read_stops_its_agency_only()
    {
        await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        var (otherUnit, otherProfile) = await Furnish(other);
        await other.AddHolderAsync(otherUnit, otherProfile, GapFixture.Start);
        await Agency.ChangeAsync(db => Task.FromResult(db.Settings.Add(new()
        {
            Id = Guid.CreateVersion7(),
            OwnerOrganizationId = Agency.OrganizationId,
            Key = SettingKeys.DueSoonDays,
            Value = "many",
            ValidFrom = GapFixture.Start,
            RecordedAt = DateTimeOffset.UnixEpoch,
        })));

        Assert.Equal(new RunDueSlots.Outcome(1, 0, 1), await fixture.RunAsync());
        Assert.Equal("gaps.setting-unreadable", await Agency.ReadAsync(db => db.GapRuns.Select(r => r.LastFailure).SingleAsync()));
        Assert.Empty(await fixture.PublicationsAsync());
    }

    [Fact]
    public async Task A_large_agency_goes_alone_and_small_ones_together()
    {
        for (var i = 0; i < 3; i++) await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        var third = await AgencyBuilder.CreateAsync(fixture.Application, "C1", GapFixture.Start);
        foreach (var small in new[] { other, third })
        {
            var (smallUnit, smallProfile) = await Furnish(small);
            await small.AddHolderAsync(smallUnit, smallProfile, GapFixture.Start);
        }

        Assert.Equal([Agency.OrganizationId], (await Claim(people: 2)).Select(s => s.OrganizationId));
        Assert.Equal(new[] { other.OrganizationId, third.OrganizationId }.Order(), (await Claim(people: 2)).Select(s => s.OrganizationId).Order());
        Assert.Empty(await Claim(people: 2));
    }

    private async Task<IReadOnlyList<Data.Sql.GapSlotSql.Claimed>> Claim(int people = 1000)
    {
        await using var connection = new NpgsqlConnection(fixture.Database.AppConnectionString);
        await connection.OpenAsync();
        await Data.Sql.GapSlotSql.CreateMissing(connection, CancellationToken.None);
        return (await Data.Sql.GapSlotSql.Claim(connection, "test", RunDueSlots.Lease, null, people, 100, CancellationToken.None)).Slots;
    }
}
