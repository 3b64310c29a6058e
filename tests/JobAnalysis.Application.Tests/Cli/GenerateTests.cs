using JobAnalysis.Application.Access;
using JobAnalysis.Application.Assessments;
using JobAnalysis.Application.Data;
using JobAnalysis.Cli;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Migrations.Generate;
using JobAnalysis.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.Application.Tests.Cli;

/// <summary>The synthetic nation that the benchmark measures: whole, the same for the same seed, and as the product itself would have written it.</summary>
public sealed class GenerateTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly GenerateOptions Options = new(300, 7, Today);
    private TestDatabase database = null!;
    private TestApplication application = null!;

    public async ValueTask InitializeAsync()
    {
        database = await Databases.CloneAsync("generated", owner => NationGenerator.RunAsync(owner, Options, _ => { }, CancellationToken.None));
        application = new(database.AppConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        await database.DisposeAsync();
    }

    private Task<T> UseAsync<T>(Func<JobAnalysisDb, Task<T>> use) => application.InScopeAsync(null, async services =>
    {
        var organizations = await services.GetRequiredService<JobAnalysisDb>().Organizations.Select(o => o.Id).ToArrayAsync();
        services.GetRequiredService<RequestContext>().Actor = Actor.System(Today, organizations);
        return await use(services.GetRequiredService<JobAnalysisDb>());
    });

    [Fact]
    public async Task Everybody_is_there_with_every_constraint_and_index()
    {
        Assert.Equal(300, await UseAsync(db => db.People.CountAsync()));
        Assert.Equal(30, await UseAsync(db => db.Organizations.CountAsync()));
        await using var other = await Databases.CloneSeededAsync();
        Assert.Equal(await Shape(other), await Shape(database));
    }

    [Fact]
    public async Task Accepting_anew_changes_no_level_and_no_vector()
    {
        var people = await UseAsync(db => db.People.Where(p => db.AcceptedVectors.Any(v => v.PersonId == p.Id)).OrderBy(p => p.Id).Select(p => new { p.OrganizationId, p.Id }).ToListAsync());
        foreach (var person in people.Where((_, i) => i % 15 == 0))
        {
            var before = await LevelsOf(person.Id);
            Assert.NotEmpty(before);
            await application.InScopeAsync(Actor.System(Today, person.OrganizationId), async services =>
            {
                await services.GetRequiredService<LevelAcceptance>().Accept(person.OrganizationId, person.Id, CancellationToken.None);
                return true;
            });
            Assert.Equal(before, await LevelsOf(person.Id));
        }
    }

    [Fact]
    public async Task Three_of_a_hundred_levels_are_expired_and_eight_are_missing()
    {
        await application.SendAsync(Actor.System(Today), new Application.Gaps.Recompute.Operation(null, Today, true));
        var states = (await UseAsync(db => db.GapResults.Select(r => r.States).ToListAsync())).SelectMany(s => s).ToList();
        Assert.InRange(await UseAsync(db => db.GapResults.CountAsync()), 305, 330);
        Assert.InRange(Share(CellState.Expired), 1.5, 4.5);
        // One of ten people here heads his agency and is rated by nobody.
        Assert.InRange(Share(CellState.NotAssessed), 12, 22);
        Assert.InRange(Share(CellState.Below), 15, 35);
        Assert.Equal(0, Share(CellState.NotComputable));

        double Share(CellState state) => 100.0 * states.Count(s => s == (byte)state) / states.Count;
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_rows_and_another_seed_others()
    {
        var digest = await Digest(database);
        await using var same = await Databases.CloneAsync("generated-again", owner => NationGenerator.RunAsync(owner, Options, _ => { }, CancellationToken.None));
        await using var other = await Databases.CloneAsync("generated-other", owner => NationGenerator.RunAsync(owner, Options with { Seed = 8 }, _ => { }, CancellationToken.None));
        Assert.Equal(digest, await Digest(same));
        Assert.NotEqual(digest, await Digest(other));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("10000001")]
    [InlineData("9223372036854775807")]
    public async Task Absurd_counts_are_refused_in_both_languages(string people)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        await using var empty = await Databases.CloneSeededAsync();
        var code = await CommandLine.RunAsync(["generate", "--people", people], output, error, name => name == "ConnectionStrings__JobAnalysis" ? empty.OwnerConnectionString : null, _ => null);
        Assert.Equal(CommandLine.Failed, code);
        Assert.Contains("人數必須是", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("the number of people must be", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_with_agencies_is_refused() =>
        await Assert.ThrowsAsync<GenerateException>(() => NationGenerator.RunAsync(database.OwnerConnectionString, Options, _ => { }, CancellationToken.None));

    private async Task<string[]> LevelsOf(Guid person)
    {
        var levels = await UseAsync(db => db.AcceptedLevels.Where(l => l.PersonId == person && l.SupersededAt == null).OrderBy(l => l.CompetencyId)
            .Select(l => $"{l.Id} {l.Level} {l.AnswerId} {l.AssessmentId} {l.RuleClause} {l.ValidFrom} {l.ValidTo}").ToListAsync());
        var vector = await UseAsync(db => db.AcceptedVectors.SingleAsync(v => v.PersonId == person));
        return [.. levels, Convert.ToHexString(vector.Levels), string.Join(',', vector.ValidFromDays), string.Join(',', vector.ValidToDays), Convert.ToHexString(vector.InputFlags)];
    }

    private static Task<string> Shape(TestDatabase database) => Ask(database, """
        select string_agg(line, E'\n' order by line) from (
          select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated::text as line from pg_constraint where connamespace = 'public'::regnamespace
          union all select indexdef from pg_indexes where schemaname = 'public'
          union all select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal) x
        """);

    private static Task<string> Digest(TestDatabase database) => Ask(database, """
        select md5(string_agg(x, '' order by x)) from (
          select a::text x from assessment_answer a union all select l::text from accepted_level l union all select v::text from accepted_vector v
          union all select (to_jsonb(p) - 'changed_xid')::text from person p union all select a::text from appointment a union all select c::text from profile_cell c) rows
        """);

    private static async Task<string> Ask(TestDatabase database, string sql)
    {
        await using var dataSource = Npgsql.NpgsqlDataSource.Create(database.OwnerConnectionString);
        await using var command = dataSource.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
