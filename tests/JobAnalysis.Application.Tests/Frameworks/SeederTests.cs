using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Migrations.Seed;
using JobAnalysis.TestKit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JobAnalysis.Application.Tests.Frameworks;

/// <summary>What is delivered arrives whole, once, and the published version is closed.</summary>
public sealed class SeederTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private NpgsqlDataSource dataSource = null!;

    public async ValueTask InitializeAsync()
    {
        database = await Databases.CloneSeededAsync();
        dataSource = NpgsqlDataSource.Create(database.OwnerConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await dataSource.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task The_framework_arrives_whole()
    {
        await using var db = Databases.Open(dataSource);

        var version = await db.FrameworkVersions.SingleAsync();
        Assert.Equal((1, FrameworkVersionStatus.Approved), (version.Number, version.Status));
        Assert.Equal([4, 5, 5], await db.CompetencyCategories.OrderBy(c => c.DisplayOrder).Select(c => db.CompetencyEditions.Count(e => e.CategoryId == c.Id)).ToListAsync());
        Assert.Equal(Enumerable.Range(0, 14), await db.Competencies.OrderBy(c => c.Ordinal).Select(c => c.Ordinal).ToListAsync());
        Assert.Equal(Enumerable.Range(0, 5), await db.Attitudes.OrderBy(c => c.Ordinal).Select(c => c.Ordinal).ToListAsync());
        Assert.Equal(5, await db.AttitudeEditions.CountAsync());
        Assert.Equal(3, await db.FrameworkPassages.CountAsync(p => p.Kind == FrameworkPassageKind.Goal && p.Title != null));
        Assert.Equal(6, await db.FrameworkPassages.CountAsync(p => p.Kind == FrameworkPassageKind.Statement && p.Title == null));
        Assert.Equal(18, await db.FrameworkWarnings.CountAsync());
        Assert.Equal(["以人為本的設計思維"], (await db.CompetencyEditions.SingleAsync(e => e.Number == "11")).Aliases);
        Assert.Contains("高效能運算", (await db.CompetencyEditions.SingleAsync(e => e.Number == "08")).SearchAliases);
    }

    [Fact]
    public async Task The_suggested_content_arrives_marked_as_suggested()
    {
        await using var db = Databases.Open(dataSource);

        var scales = await db.ProficiencyScales.OrderByDescending(s => s.Key).ToListAsync();
        Assert.Equal(["proficiency-5", "frequency-5"], scales.Select(s => s.Key));
        Assert.All(scales, s => Assert.Equal((Provenance.Agency, ContentStatus.Suggested), (s.Provenance, s.Status)));
        Assert.Equal(["未達第1級", "第1級", "第2級", "第3級", "第4級", "第5級"],
            await db.ScaleLevels.Where(l => l.ScaleId == scales[0].Id).OrderBy(l => l.Rank).Select(l => l.Label.ZhHant).ToListAsync());
        Assert.Equal([1, 2, 3, 4, 5], await db.ScaleLevels.Where(l => l.ScaleId == scales[1].Id).OrderBy(l => l.Rank).Select(l => l.Rank).ToListAsync());
        Assert.Equal([(1, 1, 1), (2, 2, 2), (3, 3, 3), (4, 4, 5), (5, 5, 6)],
            (await db.IcapReadings.OrderBy(r => r.Rank).ToListAsync()).Select(r => (r.Rank, r.IcapFrom, r.IcapTo)));
        Assert.Equal(70, await db.BehavioralIndicators.CountAsync(i => i.Status == ContentStatus.Suggested));
        Assert.Equal(15, await db.AttitudeBehaviors.CountAsync(b => b.Status == ContentStatus.Suggested));
        Assert.Equal(42, await db.TierDefaults.CountAsync());
        Assert.All(await db.TierDefaults.GroupBy(d => d.Tier).Select(g => g.Count(d => d.Level > 0)).ToListAsync(), required => Assert.InRange(required, 1, 10));
    }

    [Fact]
    public async Task Every_position_finds_exactly_one_system_rule()
    {
        await using var db = Databases.Open(dataSource);
        var rows = await db.TierRules.Select(r => new TierRuleRow(
            r.Id, r.OwnerOrganizationId, r.Category, r.GradeFrom, r.GradeTo, r.IsSupervisory, r.OrganizationLevel, r.ValidFrom, r.ValidTo, r.Tier)).ToListAsync();

        TierRules.Check(rows);

        var day = new DateOnly(2026, 11, 23);
        foreach (var level in Enum.GetValues<OrganizationLevel>())
        {
            foreach (var head in (bool[])[false, true])
            {
                foreach (var category in Enum.GetValues<PersonnelCategory>().Where(c => c is not PersonnelCategory.Appointed))
                    Assert.NotNull(TierRules.Resolve(rows, category, null, head, level, day, Guid.Empty));
                var tiers = Enumerable.Range(1, GradeRange.HighestGrade).Select(grade => TierRules.Resolve(rows, PersonnelCategory.Appointed, grade, head, level, day, Guid.Empty)!.Tier).ToArray();
                Assert.Equal(tiers.Order(), tiers);
                Assert.Equal(Tier.Senior, tiers[^1]);
            }
        }
        Assert.Equal(Tier.Junior, Resolve(OrganizationLevel.CentralSecondLevel, 7, false));
        Assert.Equal(Tier.Middle, Resolve(OrganizationLevel.CentralSecondLevel, 9, true));
        Assert.Equal(Tier.Senior, Resolve(OrganizationLevel.Township, 9, true));

        Tier? Resolve(OrganizationLevel level, int grade, bool head) => TierRules.Resolve(rows, PersonnelCategory.Appointed, grade, head, level, day, Guid.Empty)?.Tier;
    }

    [Fact]
    public async Task Settings_have_their_defaults()
    {
        await using var db = Databases.Open(dataSource);

        var settings = await db.Settings.Where(s => s.OwnerOrganizationId == null).ToDictionaryAsync(s => s.Key, s => s.Value);

        Assert.Equal(SettingKeys.Defaults.ToDictionary(d => d.Key, d => d.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)), settings);
    }

    [Fact]
    public async Task Seeding_twice_changes_nothing()
    {
        var before = await Fingerprint();
        List<string> said = [];

        await Seeder.SeedAsync(database.OwnerConnectionString, said.Add, CancellationToken.None);

        Assert.Equal(["seed is up to date"], said);
        Assert.Equal(before, await Fingerprint());
    }

    [Fact]
    public async Task The_published_version_is_closed()
    {
        await using var command = dataSource.CreateCommand("update competency_edition set number = '99' where number = '01'");

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal("published_is_immutable", refusal.ConstraintName);
    }

    [Fact]
    public void Ids_are_the_same_in_every_installation()
    {
        var id = StableId.Of("framework/ai-competency-framework");

        Assert.Equal(new Guid("49990ff1-e33a-85a1-b1bd-fa1512061978"), id);
        Assert.Equal(8, id.Version);
        Assert.NotEqual(id, StableId.Of("framework/ai-competency-frameworK"));
    }

    private async Task<string> Fingerprint()
    {
        await using var db = Databases.Open(dataSource);
        var tables = SeedTables(db);
        var hashes = tables.Select(t => $"select '{t}' as name, count(*) as n, md5(coalesce(string_agg(md5(r::text), '' order by md5(r::text)), '')) as h from {t} r");
        await using var command = dataSource.CreateCommand($"select string_agg(name || n || h, ' ' order by name) from ({string.Join(" union all ", hashes)}) x");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static string[] SeedTables(JobAnalysisDb db) => [.. db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Distinct().Where(t => t != "person_unit")];
}
