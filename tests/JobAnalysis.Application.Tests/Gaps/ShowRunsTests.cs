using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.TestKit.Builders;
using Npgsql;

namespace JobAnalysis.Application.Tests.Gaps;

/// <summary>What the run page says, on runs that really happened.</summary>
public sealed class ShowRunsTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 6, 1); // a Monday
    private GapFixture fixture = null!;
    private Guid profile;
    private Guid unit;

    private AgencyBuilder Agency => fixture.Agency;

    public async ValueTask InitializeAsync()
    {
        fixture = await GapFixture.CreateAsync(Today);
        unit = await Agency.AddUnitAsync();
        profile = await Agency.AddProfileAsync();
        await Agency.PublishAsync(profile, GapFixture.Start, (0, 3, true), (1, 2, false));
    }

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    private Task<ShowRuns.Model> ShowAsync(Actor? actor = null) => fixture.Application.SendAsync(actor ?? Agency.System, new ShowRuns.Query());

    [Fact]
    public async Task Before_the_first_run_the_page_tells_when_the_next_one_comes()
    {
        var view = await ShowAsync();
        Assert.Null(view.Facts.Last);
        Assert.Equal(new DateTimeOffset(2026, 6, 2, 2, 0, 0, TimeSpan.FromHours(8)), view.NextAt);
        Assert.Equal("08:00-18:00", view.Facts.PauseWindow);
    }

    [Fact]
    public async Task The_last_run_is_told_with_people_read_changed_and_unchanged()
    {
        var (person, _) = await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await fixture.RunAsync();
        await Agency.AcceptAsync(person, 0, 3, Today, null);
        await fixture.Application.SendAsync(Agency.System, new RequestGapRun.Command(null, Full: true));
        await fixture.RunAsync();

        var facts = (await ShowAsync()).Facts;
        Assert.Equal((2, 2, 2), (facts.RunCount, facts.Last!.Headcount, facts.Last.People));
        Assert.Equal((1, 1, 0, GapRunCause.Command), (facts.Last.Changed, facts.Last.Unchanged, facts.Last.Failed, facts.Last.Cause));
        Assert.True(facts.Last.IsWhole);
        Assert.Equal([2L, 1L], facts.Runs.Select(r => r.Id));
        Assert.NotNull(facts.Usual.Whole);
        Assert.Empty(facts.Waiting);
    }

    [Fact]
    public async Task Who_cannot_be_computed_is_listed_with_the_reason_and_computed_when_the_data_are_right_again()
    {
        var person = await Agency.AddPersonAsync();
        var position = await Agency.AddPositionAsync(null, profile, GapFixture.Start);
        var appointment = await Agency.AppointAsync(person, position, AppointmentKind.Regular, GapFixture.Start);
        await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await fixture.RunAsync();

        var first = await ShowAsync();
        Assert.Equal(1, first.Facts.Last!.Failed);
        Assert.Equal([new ShowRuns.Reason("gaps.position-without-unit", 1)], first.Facts.Reasons);
        var listed = Assert.Single(first.Quarantined);
        Assert.Equal((person, "gaps.position-without-unit"), (listed.PersonId, listed.Code));

        await fixture.SetClockAsync(new(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8)));
        await fixture.Application.SendAsync(Agency.System, new RequestGapRun.Command(null, Full: false));
        await fixture.RunAsync();
        var again = Assert.Single((await ShowAsync()).Quarantined);
        Assert.Equal(listed.FirstSeen, again.FirstSeen);
        Assert.True(again.LastSeen > listed.LastSeen, "each run tries again and says so");

        await fixture.SqlAsync($"insert into position_placement(organization_id, id, position_id, unit_id, valid_from, recorded_at) values ('{Agency.OrganizationId}', gen_random_uuid(), '{position}', '{unit}', '2026-01-01', now())");
        await fixture.Application.SendAsync(Agency.System, new RequestGapRun.Command(null, Full: false));
        await fixture.RunAsync();
        var healed = await ShowAsync();
        Assert.Empty(healed.Quarantined);
        Assert.Equal((0, 1), (healed.Facts.Last!.Failed, healed.Facts.Last.Retried));
        Assert.NotNull(await fixture.ResultAsync(appointment));
    }

    [Fact]
    public async Task Names_and_reasons_are_told_only_to_whoever_may_open_every_name()
    {
        await Agency.AppointAsync(await Agency.AddPersonAsync(), await Agency.AddPositionAsync(null, profile, GapFixture.Start), AppointmentKind.Regular, GapFixture.Start);
        await fixture.RunAsync();
        var employee = Agency.System with { Capabilities = new HashSet<Capability> { Capability.ViewRuns }, Scope = Agency.System.Scope with { WholeOrganizations = [] } };
        var view = await ShowAsync(employee);
        Assert.Equal(1, view.Facts.Last!.Failed);
        Assert.Empty(view.Quarantined);
        Assert.Empty(view.Facts.Reasons);
        Assert.False(view.MayRequest);
    }

    [Fact]
    public async Task Nothing_of_an_agency_out_of_scope_is_told()
    {
        await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await fixture.RunAsync();
        var other = await AgencyBuilder.CreateAsync(fixture.Application, "B1", GapFixture.Start);
        var view = await ShowAsync(Agency.System with { Scope = other.System.Scope });
        Assert.Null(view.Facts.Last);
        Assert.Equal(0, view.Facts.RunCount);
    }

    [Fact]
    public async Task A_run_that_goes_on_tells_how_far_it_is()
    {
        await Agency.AddHolderAsync(unit, profile, GapFixture.Start);
        await fixture.RunAsync();
        await fixture.Application.SendAsync(Agency.System, new RequestGapRun.Command(null, Full: true));
        var slot = (await fixture.ClaimAsync("w1"))!;
        var progress = new GapProgress();
        progress.Begin([new() { Index = 0, Id = Agency.OrganizationId, AsOf = Today, IsFull = true, PeopleRead = 200, PeopleCompared = 50 }]);
        await using (var connection = new NpgsqlConnection(fixture.Database.AppConnectionString))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await Data.Sql.GapSlotSql.Beat(connection, [slot], progress, RunDueSlots.Lease, TestContext.Current.CancellationToken);
        }

        var waiting = Assert.Single((await ShowAsync()).Facts.Waiting);
        Assert.True(waiting.IsRunning);
        Assert.Equal((50, 200, Today), (waiting.PeopleDone, waiting.PeopleTotal, waiting.AsOf));
    }

    [Fact]
    public void Seconds_left_follow_what_is_usual_and_then_the_pace_so_far()
    {
        var began = DateTimeOffset.UnixEpoch;
        var slot = new ShowRuns.Slot(Today, GapRunCause.Nightly, null, 0, null, null, IsRunning: true, IsPaused: false, began, PeopleDone: 25, PeopleTotal: 100, IsWhole: true);
        Assert.Equal(20, slot.SecondsLeft(began.AddSeconds(10), new(30, null, null)));
        Assert.Equal(120, slot.SecondsLeft(began.AddSeconds(40), new(30, null, null)));
        Assert.Null((slot with { PeopleDone = 0 }).SecondsLeft(began.AddSeconds(40), new(30, null, null)));
        Assert.Null((slot with { IsRunning = false }).SecondsLeft(began.AddSeconds(10), new(30, null, null)));
    }

    [Fact]
    public async Task Health_counts_agencies_whose_results_are_older_than_26_hours()
    {
        await using var dataSource = NpgsqlDataSource.Create(fixture.Database.AppConnectionString);
        Task<long> CountAsync() => RunHealth.CountLateAsync(dataSource, TestContext.Current.CancellationToken);
        Assert.Equal(1, await CountAsync());
        await fixture.RunAsync();
        Assert.Equal(0, await CountAsync());
        await fixture.SetClockAsync(new(2026, 6, 2, 8, 59, 0, TimeSpan.FromHours(8)));
        Assert.Equal(0, await CountAsync());
        await fixture.SetClockAsync(new(2026, 6, 2, 9, 1, 0, TimeSpan.FromHours(8)));
        Assert.Equal(1, await CountAsync());
        await AgencyBuilder.CreateAsync(fixture.Application, "C1", null);
        Assert.Equal(1, await CountAsync());
    }
}
