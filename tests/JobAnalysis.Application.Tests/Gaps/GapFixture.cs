using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.TestKit;
using JobAnalysis.TestKit.Builders;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JobAnalysis.Application.Tests.Gaps;

/// <summary>A database with one agency whose run_clock() a test sets; 7 o'clock in Taipei, so that the night of the day is due and the pause window has not begun.</summary>
public sealed class GapFixture : IAsyncDisposable
{
    public static readonly DateOnly Start = new(2026, 1, 1);

    private GapFixture(TestDatabase database)
    {
        Database = database;
        Application = new(database.AppConnectionString);
    }

    public TestDatabase Database { get; }

    public TestApplication Application { get; }

    public AgencyBuilder Agency { get; private set; } = null!;

    public static async Task<GapFixture> CreateAsync(DateOnly today)
    {
        var fixture = new GapFixture(await Databases.CloneSeededAsync());
        await fixture.SetTodayAsync(today);
        fixture.Agency = await AgencyBuilder.CreateAsync(fixture.Application, "A1", Start);
        return fixture;
    }

    public Task SetTodayAsync(DateOnly day) => SetClockAsync(new(day.ToDateTime(new(7, 0)), TimeSpan.FromHours(8)));

    public async Task SetClockAsync(DateTimeOffset instant)
    {
        await SqlAsync($"create or replace function run_clock() returns timestamptz language sql volatile as $$ select '{instant.UtcDateTime:yyyy-MM-dd HH:mm:ss}+00'::timestamptz $$");
        if (instant > Application.Clock.GetUtcNow()) Application.Clock.SetUtcNow(instant.ToUniversalTime());
    }

    public async Task<object?> SqlAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Database.OwnerConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public Actor Worker => Actor.System(Start);

    public Task<RunDueSlots.Outcome> RunAsync(Guid? organizationId = null) => Application.SendAsync(Worker, new RunDueSlots.Operation(organizationId));

    public async Task<IReadOnlyList<Recompute.Report>> RecomputeAsync(DateOnly? asOf, bool full = false) => await Application.SendAsync(Worker, new Recompute.Operation("A1", asOf, full));

    public Task<GapResult?> ResultAsync(Guid appointmentId) => Agency.ReadAsync(db => db.GapResults.AsNoTracking().FirstOrDefaultAsync(r => r.AppointmentId == appointmentId));

    public Task<List<GapPublication>> PublicationsAsync() => Agency.ReadAsync(db => db.GapPublications.AsNoTracking().OrderBy(p => p.Id).ToListAsync());

    internal async Task<GapSlotSql.Claimed?> ClaimAsync(string worker)
    {
        await using var connection = await OpenAsync();
        return (await GapSlotSql.Claim(connection, worker, RunDueSlots.Lease, Agency.OrganizationId, 1000, 10, CancellationToken.None)).Slots is [var slot] ? slot : null;
    }

    internal async Task<GapGroupRun> PrepareAsync(DateOnly asOf, bool full)
    {
        await using var connection = await OpenAsync();
        return await GapRunner.Prepare(connection, [(Agency.OrganizationId, full)], asOf, null, new(), keepsCounts: true, CancellationToken.None);
    }

    /// <summary>The number of the publication; null when the slot was lost.</summary>
    internal async Task<long?> PublishAsync(GapSlotSql.Claimed slot, GapGroupRun run)
    {
        await using var connection = await OpenAsync();
        return (await GapRunner.Publish(connection, run, [slot], CancellationToken.None)).Count == 0 ? run.Agencies[0].NextPublication : null;
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(Database.AppConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        await Database.DisposeAsync();
    }
}
