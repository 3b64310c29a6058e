using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace JobAnalysis.Web.Tests.Audit;

public sealed class SealAuditTrailTests : IAsyncLifetime
{
    private readonly WebFixture site = new();

    public ValueTask InitializeAsync() => site.InitializeAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task What_was_audited_is_sealed_once_and_the_chain_is_whole()
    {
        await ActAsync(5);
        Assert.Equal(5, await site.SendAsync(new SealAuditTrail.Operation()));
        Assert.Equal(0, await site.SendAsync(new SealAuditTrail.Operation()));
        await ActAsync(2);
        Assert.Equal(2, await site.SendAsync(new SealAuditTrail.Operation()));
        var chain = await SystemChainAsync();
        Assert.True(chain.IsWhole);
        Assert.Equal(7, chain.Links);
    }

    [Fact]
    public async Task Each_agency_has_a_chain_of_its_own()
    {
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        for (var times = 0; times < 3; times++)
        {
            await WriteAsync(first);
            await WriteAsync(second);
        }

        Assert.Equal(6, await site.SendAsync(new SealAuditTrail.Operation()));
        var chains = (await site.SendAsync(new VerifyAuditTrail.Query())).Where(c => c.Links > 0).ToList();
        Assert.Equal(new[] { first, second }.Order(), chains.Select(c => c.ChainId).Order());
        Assert.All(chains, chain => Assert.Equal((3, true), (chain.Links, chain.IsWhole)));
        Assert.NotEqual(chains[0].End, chains[1].End);
    }

    [Fact]
    public async Task Sealers_at_once_seal_each_event_once()
    {
        await ActAsync(20);
        var counts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => site.SendAsync(new SealAuditTrail.Operation())));
        Assert.Equal(20, counts.Sum());
        var chain = await SystemChainAsync();
        Assert.Equal((20, true), (chain.Links, chain.IsWhole));
    }

    [Theory]
    [InlineData("update audit_event set what = 'Harmless' where id = (select event_id from audit_seal where number = 3)", 3)]
    [InlineData("update audit_event set account_id = gen_random_uuid() where id = (select event_id from audit_seal where number = 1)", 1)]
    [InlineData("update audit_event set address = '10.0.0.1' where id = (select event_id from audit_seal where number = 5)", 5)]
    [InlineData("update audit_seal set hash = sha256('x') where number = 4", 4)]
    [InlineData("with gone as (delete from audit_seal where number = 2 returning event_id) delete from audit_event where id in (select event_id from gone)", 2)]
    public async Task Somebody_with_rights_on_the_database_who_changes_the_past_is_found(string tampering, long link)
    {
        await ActAsync(5);
        await site.SendAsync(new SealAuditTrail.Operation());
        await TamperAsync(tampering);
        var chain = await SystemChainAsync();
        Assert.False(chain.IsWhole);
        Assert.Equal(link, chain.FirstBrokenLink);
    }

    [Fact]
    public async Task An_event_slipped_in_behind_is_found()
    {
        await ActAsync(3);
        await site.SendAsync(new SealAuditTrail.Operation());
        await TamperAsync("""
            insert into audit_event(id, at, account_id, acting_as, what, kind, subjects)
            values ('01900000-0000-7000-8000-000000000001', now(), gen_random_uuid(), '', 'Forged', 'Change', '{}')
            """);
        await site.SendAsync(new SealAuditTrail.Operation());
        var chain = await SystemChainAsync();
        Assert.Equal((false, 1L), (chain.IsWhole, chain.UnsealedBehind));
    }

    [Fact]
    public async Task Erased_details_leave_the_chain_whole_and_changed_ones_do_not()
    {
        await site.UseAsync(async services =>
        {
            var db = services.GetRequiredService<JobAnalysisDb>();
            var trail = services.GetRequiredService<AuditTrail>();
            trail.Changed(detail: "王小明 的說明", subjects: [Guid.CreateVersion7()]);
            trail.Changed(detail: "另一段說明", subjects: [Guid.CreateVersion7()]);
            trail.RecordDefault("Test");
            var trip = services.GetRequiredService<ClosingTrip>();
            trail.Flush(trip, services.GetRequiredService<RequestContext>());
            await db.Database.OpenConnectionAsync();
            await db.Send(trip, CancellationToken.None);
            return 0;
        });
        await site.SendAsync(new SealAuditTrail.Operation());
        await TamperAsync("delete from audit_detail where text like '王%'");
        var erased = await SystemChainAsync();
        Assert.Equal((true, 1L), (erased.IsWhole, erased.ErasedDetails));
        await TamperAsync("update audit_detail set text = 'x'");
        Assert.Equal(1, (await SystemChainAsync()).ChangedDetails);
    }

    [Fact]
    public async Task The_app_role_cannot_change_or_remove_what_was_audited()
    {
        await ActAsync(1);
        await site.SendAsync(new SealAuditTrail.Operation());
        await using var source = NpgsqlDataSource.Create(site.Database.AppConnectionString);
        foreach (var sql in (string[])["update audit_event set what = 'x'", "delete from audit_event", "delete from audit_seal", "update audit_seal set number = 9", "truncate audit_event cascade"])
        {
            await using var command = source.CreateCommand(sql);
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
        }
    }

    private async Task ActAsync(int times)
    {
        for (var act = 0; act < times; act++)
        {
            await site.SendAsync(new CreateAdministrator.Command($"admin{Guid.CreateVersion7():N}", "管理者", null, WebFixture.Password));
            site.Clock.Advance(TimeSpan.FromMilliseconds(5));
        }
    }

    private Task<int> WriteAsync(Guid organizationId) => site.UseAsync(async services =>
    {
        var db = services.GetRequiredService<JobAnalysisDb>();
        var now = site.Clock.GetUtcNow();
        db.AuditEvents.Add(new() { Id = Guid.CreateVersion7(now), OrganizationId = organizationId, At = now, AccountId = Guid.CreateVersion7(now), ActingAs = "", What = "Test", Kind = AuditKind.Change, Subjects = [] });
        return await db.SaveChangesAsync();
    });

    private async Task<VerifyAuditTrail.Chain> SystemChainAsync() => (await site.SendAsync(new VerifyAuditTrail.Query())).Single(chain => chain.ChainId == Guid.Empty);

    /// <summary>As the owner with triggers off: what a database administrator can do.</summary>
    private async Task TamperAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(site.Database.OwnerConnectionString);
        await using var off = source.CreateCommand("alter table audit_event disable trigger user; alter table audit_seal disable trigger user");
        await off.ExecuteNonQueryAsync();
        await using var command = source.CreateCommand(sql);
        Assert.True(await command.ExecuteNonQueryAsync() > 0);
    }
}
