using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.TestKit.Builders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.Application.Tests.Gaps;

/// <summary>The nightly run end to end on PostgreSQL: slots, fences, publications, history.</summary>
public sealed class GapRunTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 6, 1);
    private GapFixture fixture = null!;
    private Guid profile;
    private Guid unit;

    private AgencyBuilder Agency => fixture.Agency;

    public async ValueTask InitializeAsync()
    {
        fixture = await GapFixture.CreateAsync(Today);
        unit = await Agency.AddUnitAsync();
        profile = await Agency.AddProfileAsync();
        await Agency.PublishAsync(profile, GapFixture.Start, (0, 3, true), (1, 2, false), (2, 0, false), (3, 4, false));
    }

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    private async Task<CellState[]> States(Guid appointment) => [.. (await fixture.ResultAsync(appointment))!.States.Select(s => (CellState)s)];

    /// <summary>What is counted of the first item in a unit.</summary>
    private async Task<TotalCell> Total(Guid unitId) => TotalCounts.Cell((await Agency.ReadAsync(db => db.GapTotals.SingleAsync(t => t.UnitId == unitId))).Own, 0);

    [Fact]
    public async Task A_night_compares_every_appointment_that_carries_a_requirement()
    {
        var (person, appointment) = await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await Agency.AcceptAsync(person, 0, 1, Today.AddDays(-10), Today.AddDays(700));
        await Agency.AcceptAsync(person, 1, 0, Today.AddDays(-10), Today.AddDays(30));
        await Agency.AcceptAsync(person, 3, 4, Today.AddDays(-100), Today);
        var (_, withoutTier) = await Agency.AddHolderAsync(unit, profile, GapFixture.Start, tier: null);

        var outcome = await fixture.RunAsync();

        Assert.Equal(new RunDueSlots.Outcome(1, 0, 0), outcome);
        var states = await States(appointment);
        Assert.Equal([CellState.Below, CellState.Below, CellState.NotRequired, CellState.Expired, CellState.RequirementUnset], states[..5]);
        Assert.Equal(14, states.Length);
        var result = (await fixture.ResultAsync(appointment))!;
        Assert.Equal((1, GapFormula.Version, 1L, unit), (result.CriticalUnmet, result.FormulaVersion, result.PublicationId, result.UnitId));
        Assert.Equal(Today.AddDays(30), result.NextChangeOn);
        Assert.NotEmpty(result.SettingIds);
        Assert.Equal((byte)CellFlags.DueSoon, result.Flags[1]);
        Assert.All(await States(withoutTier), s => Assert.Equal(CellState.RequirementUnset, s));
        var publication = Assert.Single(await fixture.PublicationsAsync());
        Assert.Equal((Today, 2, 2, 0, 0, GapRunCause.Nightly), (publication.AsOf, publication.Read, publication.Changed, publication.Removed, publication.Failed, publication.Cause));
        var total = await Total(unit);
        Assert.Equal((1, 1, 0, 1, 1, 1), (total.Required, total.Assessed, total.Met, total.Below, total.BelowByTwo, total.CriticalBelow));
        Assert.Equal(default, await fixture.RunAsync());
    }

    [Fact]
    public async Task Only_appointments_that_carry_a_requirement_are_compared()
    {
        var (_, regular) = await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        var person = await Agency.AddPersonAsync();
        var acting = await Agency.AppointAsync(person, await Agency.AddPositionAsync(unit, profile, GapFixture.Start), AppointmentKind.ActingVacancy, Today.AddMonths(-2));
        var leave = await Agency.AppointAsync(person, await Agency.AddPositionAsync(unit, profile, GapFixture.Start), AppointmentKind.ActingLeave, Today.AddMonths(-9));
        var (away, awayAppointment) = await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await Agency.ChangeAsync(db => Task.FromResult(db.LeavesWithoutPay.Add(new()
        {
            OrganizationId = Agency.OrganizationId,
            Id = Guid.CreateVersion7(),
            PersonId = away,
            DocumentNumber = "人字第9號",
            ValidFrom = Today.AddDays(-5),
            ValidTo = Today.AddDays(10),
            RecordedAt = DateTimeOffset.UnixEpoch,
        })));

        await fixture.RunAsync();
        Assert.NotNull(await fixture.ResultAsync(regular));
        Assert.All(new[] { await fixture.ResultAsync(acting), await fixture.ResultAsync(leave), await fixture.ResultAsync(awayAppointment) }, Assert.Null);

        await fixture.SetTodayAsync(Today.AddMonths(1));
        await fixture.RunAsync();
        Assert.NotNull(await fixture.ResultAsync(acting));
        Assert.NotNull(await fixture.ResultAsync(awayAppointment));
        Assert.Null(await fixture.ResultAsync(leave));
    }

    [Fact]
    public async Task Ten_requests_while_one_waits_are_one_publication()
    {
        await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        for (var i = 0; i < 10; i++) await fixture.Application.SendAsync(Agency.System, new RequestGapRun.Command(null, false), Guid.CreateVersion7());

        Assert.Equal(new RunDueSlots.Outcome(1, 0, 0), await fixture.RunAsync());
        var slot = await Agency.ReadAsync(db => db.GapRuns.SingleAsync());
        Assert.Equal((10L, 10L, 1L), (slot.Requested, slot.Published, slot.Epoch));
        Assert.Single(await fixture.PublicationsAsync());
    }

    [Fact]
    public async Task A_request_that_arrives_during_a_run_gets_a_publication_of_its_own()
    {
        await fixture.Application.SendAsync(Agency.System, new RequestGapRun.Command(null, false));
        var slot = (await fixture.ClaimAsync("a"))!;
        await fixture.Application.SendAsync(Agency.System, new RequestGapRun.Command(null, true));
        Assert.Equal(1, await fixture.PublishAsync(slot, await fixture.PrepareAsync(Today, false)));
        await fixture.RunAsync();
        Assert.Equal([false, true], (await fixture.PublicationsAsync()).Select(p => p.Full));
    }

    [Fact]
    public async Task A_worker_that_lost_its_slot_publishes_nothing()
    {
        var (_, appointment) = await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await fixture.Application.SendAsync(Agency.System, new RequestGapRun.Command(null, false));
        var first = (await fixture.ClaimAsync("first"))!;
        var prepared = await fixture.PrepareAsync(Today, false);
        Assert.Null(await fixture.ClaimAsync("second"));

        await fixture.SetClockAsync(new DateTimeOffset(Today.ToDateTime(new(11, 30)), TimeSpan.FromHours(8)));
        var second = (await fixture.ClaimAsync("second"))!;
        Assert.Equal(first.Epoch + 1, second.Epoch);
        Assert.Null(await fixture.PublishAsync(first, prepared));
        Assert.Null(await fixture.ResultAsync(appointment));
        Assert.Empty(await fixture.PublicationsAsync());

        Assert.Equal(1, await fixture.PublishAsync(second, prepared));
        Assert.NotNull(await fixture.ResultAsync(appointment));
    }

    [Fact]
    public async Task A_level_accepted_between_reading_and_publishing_survives()
    {
        var (person, appointment) = await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        var (other, otherAppointment) = await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await fixture.RunAsync();
        await Agency.AcceptAsync(other, 0, 3, Today, Today.AddDays(700));
        await Agency.RaiseAsync(person);
        await fixture.Application.SendAsync(Agency.System, new RequestGapRun.Command(null, true));
        var slot = (await fixture.ClaimAsync("a"))!;
        var prepared = await fixture.PrepareAsync(Today, true);

        await Accept(person, 0, 5);
        Assert.Equal(CellState.Above, (await States(appointment))[0]);
        Assert.NotNull(await fixture.PublishAsync(slot, prepared));

        Assert.Equal(CellState.Above, (await States(appointment))[0]);
        Assert.Equal(CellState.Met, (await States(otherAppointment))[0]);
        var total = await Total(unit);
        Assert.Equal((2, 2), (total.Required, total.Met));
    }

    [Fact]
    public async Task A_person_has_no_own_result_before_the_first_publication()
    {
        var (person, appointment) = await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await Accept(person, 0, 5);
        Assert.Null(await fixture.ResultAsync(appointment));
    }

    [Fact]
    public async Task History_keeps_only_what_changed()
    {
        var (person, appointment) = await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        var (_, untouched) = await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await fixture.RunAsync();
        await Agency.RaiseAsync();
        await fixture.RecomputeAsync(null, full: true);
        Assert.Equal(0, await Agency.ReadAsync(db => db.GapHistory.CountAsync()));

        await Agency.AcceptAsync(person, 0, 2, Today, null);
        await fixture.SetTodayAsync(Today.AddDays(1));
        await fixture.RunAsync();

        var row = await Agency.ReadAsync(db => db.GapHistory.SingleAsync());
        Assert.Equal((appointment, Today, Today.AddDays(1), 1L, 3L), (row.AppointmentId, row.ShownFrom, row.ShownTo, row.PublicationId, row.ReplacedByPublicationId));
        Assert.Equal(CellState.NotAssessed, (CellState)row.States[0]);
        Assert.Equal((Today, 1L), await Agency.ReadAsync(db => db.GapResults.Where(r => r.AppointmentId == untouched).Select(r => new ValueTuple<DateOnly, long>(r.AsOf, r.PublicationId)).SingleAsync()));
    }

    [Fact]
    public async Task A_result_is_removed_into_history_when_the_appointment_ends()
    {
        var person = await Agency.AddPersonAsync();
        var appointment = await Agency.AppointAsync(person, await Agency.AddPositionAsync(unit, profile, GapFixture.Start), AppointmentKind.Regular, GapFixture.Start, Today.AddDays(1));
        await fixture.RunAsync();
        Assert.NotNull(await fixture.ResultAsync(appointment));

        await fixture.SetTodayAsync(Today.AddDays(1));
        await fixture.RunAsync();
        Assert.Null(await fixture.ResultAsync(appointment));
        Assert.Equal(1, (await fixture.PublicationsAsync())[^1].Removed);
        Assert.Equal(appointment, (await Agency.ReadAsync(db => db.GapHistory.SingleAsync())).AppointmentId);
    }

    [Fact]
    public async Task Missed_nights_are_made_up_in_order()
    {
        await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await fixture.RunAsync();
        await fixture.SetClockAsync(new DateTimeOffset(Today.AddDays(4).ToDateTime(new(1, 59)), TimeSpan.FromHours(8)));
        Assert.Equal(3, (await fixture.RunAsync()).Published);
        Assert.Equal([0, 1, 2, 3], (await fixture.PublicationsAsync()).Select(p => p.AsOf.DayNumber - Today.DayNumber));
        await fixture.SetClockAsync(new DateTimeOffset(Today.AddDays(4).ToDateTime(new(2, 0)), TimeSpan.FromHours(8)));
        Assert.Equal(1, (await fixture.RunAsync()).Published);
        Assert.Equal([GapRunCause.Nightly, GapRunCause.MissedNight, GapRunCause.MissedNight, GapRunCause.MissedNight, GapRunCause.Nightly], (await fixture.PublicationsAsync()).Select(p => p.Cause));
    }

    [Fact]
    public async Task A_contradiction_is_listed_and_the_others_are_published()
    {
        var person = await Agency.AddPersonAsync();
        var nowhere = await Agency.AppointAsync(person, await Agency.AddPositionAsync(null, profile, GapFixture.Start), AppointmentKind.Regular, GapFixture.Start);
        var (_, fine) = await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await fixture.RunAsync();

        var publication = Assert.Single(await fixture.PublicationsAsync());
        Assert.Equal((1, 1), (publication.Failed, publication.Changed));
        Assert.Contains(nowhere.ToString(), publication.Failures, StringComparison.Ordinal);
        Assert.Contains("gaps.position-without-unit", publication.Failures, StringComparison.Ordinal);
        Assert.NotNull(await fixture.ResultAsync(fine));
        Assert.Null(await fixture.ResultAsync(nowhere));
    }

    [Fact]
    public async Task A_day_before_the_last_published_one_is_reported_and_not_published()
    {
        var (person, appointment) = await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await Agency.AcceptAsync(person, 0, 3, Today.AddDays(-1), null);
        await fixture.RunAsync();
        var before = (await fixture.ResultAsync(appointment))!;

        var report = Assert.Single(await fixture.RecomputeAsync(Today.AddDays(-2), full: true));
        Assert.True(report.IsBackdated);
        Assert.Null(report.Publication);
        Assert.Equal((1, 3, 0), (report.Appointments, report.Counts.NotAssessed, report.Counts.Met));
        Assert.Single(await fixture.PublicationsAsync());
        Assert.Equal(before.States, (await fixture.ResultAsync(appointment))!.States);
    }

    [Fact]
    public async Task Another_agency_is_left_alone()
    {
        var other = await AgencyBuilder.CreateAsync(fixture.Application, "B1", GapFixture.Start);
        var (_, foreign) = await other.AddHolderAsync(await other.AddUnitAsync(), null, GapFixture.Start);
        var (_, own) = await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await fixture.RecomputeAsync(null, full: true);

        Assert.NotNull(await fixture.ResultAsync(own));
        Assert.Equal((0, 0, 0), await other.ReadAsync(async db => (await db.GapResults.CountAsync(), await db.GapRuns.CountAsync(), await db.GapPublications.CountAsync())));
        Assert.Null(await fixture.Application.SendAsync(Agency.System with { Capabilities = new HashSet<Capability> { Capability.RequestRun } }, new RequestGapRun.Command(other.OrganizationId, false)));
        await fixture.RunAsync();
        Assert.NotNull(await other.ReadAsync(db => db.GapResults.SingleOrDefaultAsync(r => r.AppointmentId == foreign)));
    }

    [Fact]
    public async Task The_next_night_runs_without_the_schema_of_the_alarm_clock()
    {
        await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await fixture.SqlAsync("drop schema hangfire cascade");
        Assert.Equal(1, (await fixture.RunAsync()).Published);
    }

    /// <summary>What submitting a rating does: the level, the person's revision and the own result in one transaction.</summary>
    private async Task Accept(Guid person, int ordinal, int level) => await fixture.Application.InScopeAsync(Agency.System, async services =>
    {
        var db = services.GetRequiredService<JobAnalysis.Application.Data.JobAnalysisDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await Agency.AcceptAsync(db, person, ordinal, level, Today, null);
        (await db.People.SingleAsync(p => p.Id == person)).RaiseInputRevision();
        await services.GetRequiredService<PersonResult>().Publish(Agency.OrganizationId, person, CancellationToken.None);
        await transaction.CommitAsync();
        return 0;
    });
}
