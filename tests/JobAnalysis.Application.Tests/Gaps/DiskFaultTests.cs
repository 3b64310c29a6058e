using JobAnalysis.Application.Data;
using JobAnalysis.Application.Gaps;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace JobAnalysis.Application.Tests.Gaps;

/// <summary>A disk that refuses: one try, an alarm at once, and everything as before when it is well again.</summary>
public sealed class DiskFaultTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 6, 1);
    private GapFixture fixture = null!;

    public async ValueTask InitializeAsync() => fixture = await GapFixture.CreateAsync(Today);

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    private Task<DiskAlarm> AlarmAsync() => fixture.Application.InScopeAsync(null, services => Task.FromResult(services.GetRequiredService<DiskAlarm>()));

    private Task RefuseAsync(string state) => fixture.SqlAsync($"""
        create sequence tries;
        grant usage on tries to public;
        create function refuse() returns trigger language plpgsql as $$ begin perform nextval('tries'); raise exception 'no space left' using errcode = '{state}'; end $$;
        create trigger refuse before insert on gap_publication for each row execute function refuse();
        """);

    [Theory]
    [InlineData("53100")]
    [InlineData("58030")]
    public async Task A_run_that_a_disk_refuses_is_not_tried_again_and_raises_the_alarm(string state)
    {
        await fixture.Agency.AddHolderAsync(await fixture.Agency.AddUnitAsync(), null, GapFixture.Start);
        var alarm = await AlarmAsync();
        Assert.Null(alarm.Current);
        await RefuseAsync(state);

        Assert.Equal(new RunDueSlots.Outcome(0, 0, 1), await fixture.RunAsync());
        Assert.Equal(1L, await fixture.SqlAsync("select last_value from tries"));
        Assert.Equal(state, alarm.Current?.State);
        var view = await fixture.Application.SendAsync(fixture.Agency.System, new ShowRuns.Query());
        Assert.Equal(state, view.Disk?.State);
        var slot = Assert.Single(view.Facts.Waiting);
        Assert.Equal(1, slot.Failures);
        Assert.True(DiskFault.IsReason(slot.LastFailure));
        Assert.Empty(await fixture.PublicationsAsync());

        await fixture.SqlAsync("drop trigger refuse on gap_publication");
        await fixture.SetClockAsync(new(2026, 6, 1, 7, 20, 0, TimeSpan.FromHours(8)));
        await fixture.RunAsync();
        Assert.Single(await fixture.PublicationsAsync());
        fixture.Application.Clock.Advance(DiskAlarm.Stands);
        Assert.Null(alarm.Current);
    }

    [Fact]
    public async Task A_claim_that_a_disk_refuses_raises_the_alarm_too_and_the_slot_stays()
    {
        await fixture.Agency.AddHolderAsync(await fixture.Agency.AddUnitAsync(), null, GapFixture.Start);
        await fixture.SqlAsync("""
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no space left' using errcode = '53100'; end $$;
            create trigger refuse before update on gap_run for each row execute function refuse();
            """);

        await Assert.ThrowsAsync<PostgresException>(() => fixture.RunAsync());
        Assert.Equal("53100", (await AlarmAsync()).Current?.State);

        await fixture.SqlAsync("drop trigger refuse on gap_run");
        Assert.Equal(1, (await fixture.RunAsync()).Published);
    }

    [Fact]
    public void A_disk_fault_is_known_however_deep_it_lies_and_nothing_else_is()
    {
        var full = new PostgresException("no space", "ERROR", "ERROR", PostgresErrorCodes.DiskFull);
        Assert.Equal("53100", DiskFault.Of(new InvalidOperationException("x", new Microsoft.EntityFrameworkCore.DbUpdateException("y", full))));
        Assert.Equal("58030", DiskFault.Of(new PostgresException("io", "ERROR", "ERROR", PostgresErrorCodes.IoError)));
        Assert.Equal("ENOSPC", DiskFault.Of(new IOException("no space", 28)));
        Assert.Null(DiskFault.Of(new PostgresException("many", "FATAL", "FATAL", PostgresErrorCodes.TooManyConnections)));
        Assert.Null(DiskFault.Of(new IOException("reset")));
        Assert.False(DiskFault.IsReason("gaps.setting-unreadable"));
        Assert.False(DiskFault.IsReason(null));
        Assert.False(DiskFault.IsReason("PostgresException 53300"));
    }
}
