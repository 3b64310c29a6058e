using JobAnalysis.Application.Access;
using JobAnalysis.Application.Frameworks;
using JobAnalysis.Application.Positions;
using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;
using JobAnalysis.TestKit;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Tests.Frameworks;

/// <summary>The framework as its readers see it, on the demo: official text beside what the agency wrote.</summary>
public sealed class FrameworkReadingTests(FrameworkReadingTests.Running running) : IClassFixture<FrameworkReadingTests.Running>
{
    private readonly TestApplication application = running.Application;

    [Fact]
    public async Task A_version_shows_the_document_in_its_official_order()
    {
        var view = await Version();

        Assert.Equal([4, 5, 5], view.Categories.Select(c => c.Competencies.Count));
        Assert.Equal(["01", "05", "04", "11"], view.Categories[0].Competencies.Select(c => c.Number));
        Assert.Equal((3, 6, 5), (view.Goals.Count, view.Statements.Count, view.Attitudes.Count));
        Assert.Equal((19, 19), (view.Found, view.All));
        Assert.Equal([1], view.Editions.Select(e => e.Number));
    }

    [Fact]
    public async Task The_agency_s_adoption_stands_beside_it_with_its_document()
    {
        var row = Assert.Single(await application.SendAsync(await Actor("employee"), new ListFrameworks.Query()));

        Assert.Equal((14, 5, FrameworkVersionStatus.Approved), (row.Competencies, row.Attitudes, row.Status));
        Assert.NotNull(row.Adoption);
        Assert.True(row.Adoption.From <= Databases.DemoDay);
        Assert.NotEmpty(row.Adoption.DocumentNumber);
        Assert.Equal(row.Adoption, (await Version()).Adoption);
    }

    [Theory]
    [InlineData("高效能運算", "08")]
    [InlineData("高性能計算", "08")]
    [InlineData("以人為本的設計思維", "11")]
    [InlineData("  STRATEGIC foresight ", "02")]
    [InlineData("ＡＩ素養", "05")]
    [InlineData("14", "14")]
    public async Task A_search_finds_names_aliases_and_numbers(string search, string number)
    {
        var view = await Version(search);

        Assert.Contains(number, view.Categories.SelectMany(c => c.Competencies).Select(c => c.Number));
        Assert.InRange(view.Found, 1, 6);
    }

    [Fact]
    public async Task A_search_without_a_hit_says_so()
    {
        var view = await Version("泡茶");

        Assert.Equal((0, 19), (view.Found, view.All));
        Assert.Empty(view.Categories);
    }

    [Fact]
    public async Task The_defects_of_the_document_are_listed_and_stand_at_what_they_concern()
    {
        var view = await Version();
        var leadership = view.Categories.SelectMany(c => c.Competencies).Single(c => c.Number == "14");
        var experimental = view.Attitudes.Single(a => a.Name.ZhHant == "實驗性");

        Assert.Equal(18, view.Warnings.Count);
        var copied = view.Warnings.Single(w => w.Text.ZhHant.Contains("完全相同", StringComparison.Ordinal));
        Assert.False(copied.IsGeneral);
        Assert.Equal([experimental.Key, leadership.Key], copied.Subjects.Order(StringComparer.Ordinal));
        Assert.True(view.Warnings.Single(w => w.Text.ZhHant.StartsWith("編號與類別順序", StringComparison.Ordinal)).IsGeneral);

        var competency = await Competency(leadership.Id);
        Assert.Equal(copied.Text, competency!.Warnings[0].Text);
        Assert.DoesNotContain(competency.Warnings, w => w.Subjects.Count > 0 && !w.Subjects.Contains(leadership.Key));
        var attitude = await application.SendAsync(await Actor("employee"), new ShowAttitude.Query(view.Version.Id, experimental.Id));
        Assert.Contains(attitude!.Warnings, w => w.Text == copied.Text);
        Assert.Equal(competency.Edition.Description, attitude.Edition.Description);
    }

    [Fact]
    public async Task A_competency_has_a_ladder_of_five_levels_and_defaults_with_reasons()
    {
        var view = await Version();
        var competency = await Competency(view.Categories[2].Competencies[0].Id);

        Assert.Equal([1, 2, 3, 4, 5], competency!.Ladder.Select(r => r.Rank));
        Assert.All(competency.Ladder, r => Assert.NotNull(r.Indicator));
        Assert.Equal(5, competency.Ladder.Select(r => r.Indicator!.ZhHant).Distinct().Count());
        Assert.Equal([Tier.Junior, Tier.Middle, Tier.Senior], competency.Defaults.Select(d => d.Tier));
        Assert.All(competency.Defaults, d => Assert.NotEmpty(d.Reason.ZhHant));
    }

    [Fact]
    public async Task The_profiles_that_require_a_competency_are_those_of_the_own_agency()
    {
        var view = await Version();
        var competencyId = view.Categories[0].Competencies[0].Id;
        var ministry = (await Competency(competencyId))!.Profiles;
        var county = (await application.SendAsync(await Actor("hr-b"), new ShowCompetency.Query(view.Version.Id, competencyId)))!.Profiles;
        var nobody = (await application.SendAsync(await Actor("framework-owner"), new ShowCompetency.Query(view.Version.Id, competencyId)))!.Profiles;

        Assert.NotEmpty(ministry);
        Assert.NotEmpty(county);
        Assert.Empty(nobody);
        Assert.Empty(ministry.Select(p => p.ProfileId).Intersect(county.Select(p => p.ProfileId)));
        Assert.All(ministry, p => Assert.InRange(p.Level, 1, 5));
        Assert.Contains(ministry, p => !p.IsOwn);
    }

    [Fact]
    public async Task A_required_level_is_the_one_that_the_profile_itself_shows()
    {
        var (view, actor) = (await Version(), await Actor("hr"));
        var competencyId = view.Categories[1].Competencies[0].Id;
        var uses = (await application.SendAsync(actor, new ShowCompetency.Query(view.Version.Id, competencyId)))!.Profiles;

        foreach (var profile in uses.GroupBy(u => (u.ProfileId, u.VersionId)).Take(5))
        {
            var shown = await application.SendAsync(actor, new ShowProfileVersion.Query(profile.Key.ProfileId, profile.Key.VersionId));
            var cells = shown!.Rows.Single(r => r.Competency.CompetencyId == competencyId).Cells;
            Assert.Equal(cells.Where(c => c.Level >= 1).Select(c => (c.Tier, c.Level!.Value, c.IsCritical)), profile.Select(u => (u.Tier, u.Level, u.IsCritical)));
        }
    }

    [Fact]
    public async Task The_scale_reads_beside_iCAP_and_has_below_level_1_as_a_level_of_its_own()
    {
        var view = await application.SendAsync(await Actor("employee"), new ShowScale.Query(null));

        Assert.Equal([0, 1, 2, 3, 4, 5], view!.Levels.Select(l => l.Rank));
        Assert.All(view.Levels.Where(l => l.Rank >= 1), l => Assert.NotNull(l.Difficulty ?? l.Guidance ?? l.Influence));
        Assert.Equal([(1, 1, 1), (2, 2, 2), (3, 3, 3), (4, 4, 5), (5, 5, 6)], view.Readings.Select(r => (r.Rank, r.IcapFrom, r.IcapTo)));
        Assert.Equal("iCAP 職能級別描述工作任務的複雜度，本量尺描述個人的熟練度；僅供閱讀對照，不得換算。", view.Scale.IcapSentence!.ZhHant);
        var frequency = Assert.Single(view.Others);
        Assert.Equal((ScaleKind.Frequency, 5), (frequency.Scale.Kind, frequency.Levels.Count));
    }

    [Fact]
    public async Task An_attitude_has_three_behaviors_on_the_frequency_scale()
    {
        var view = await Version();
        foreach (var item in view.Attitudes)
        {
            var attitude = await application.SendAsync(await Actor("employee"), new ShowAttitude.Query(view.Version.Id, item.Id));
            Assert.Equal([1, 2, 3], attitude!.Behaviors.Select(b => b.Number));
            Assert.Equal(5, attitude.Frequencies.Count);
        }
    }

    [Fact]
    public async Task A_draft_exists_for_framework_owners_only()
    {
        var (view, draft) = (await Version(), running.DraftId);
        var (competency, attitude) = (view.Categories[0].Competencies[0].Id, view.Attitudes[0].Id);
        foreach (var user in (string[])["employee", "hr", "hr-head", "head", "admin"])
        {
            var reader = await Actor(user);
            Assert.Null(await application.SendAsync(reader, new ShowFrameworkVersion.Query(draft)));
            Assert.Null(await application.SendAsync(reader, new ShowCompetency.Query(draft, competency)));
            Assert.Null(await application.SendAsync(reader, new ShowAttitude.Query(draft, attitude)));
            Assert.DoesNotContain(await application.SendAsync(reader, new ListFrameworks.Query()), r => r.VersionId == draft);
        }

        var owner = await Actor("framework-owner");
        Assert.Equal(FrameworkVersionStatus.Draft, (await application.SendAsync(owner, new ShowFrameworkVersion.Query(draft)))!.Version.Status);
        Assert.Equal([2, 1], (await application.SendAsync(owner, new ShowFrameworkVersion.Query(view.Version.Id)))!.Editions.Select(e => e.Number));
        Assert.Contains(await application.SendAsync(owner, new ListFrameworks.Query()), r => r.VersionId == draft);
    }

    [Fact]
    public async Task What_does_not_exist_is_absent()
    {
        var (view, reader) = (await Version(), await Actor("employee"));

        Assert.Null(await application.SendAsync(reader, new ShowFrameworkVersion.Query(Guid.CreateVersion7())));
        Assert.Null(await application.SendAsync(reader, new ShowCompetency.Query(view.Version.Id, Guid.CreateVersion7())));
        Assert.Null(await application.SendAsync(reader, new ShowAttitude.Query(view.Version.Id, view.Categories[0].Competencies[0].Id)));
        Assert.Null(await application.SendAsync(reader, new ShowScale.Query(Guid.CreateVersion7())));
    }

    private Task<Actor> Actor(string user) => application.ActorAsync($"{user}@demo.example");

    private async Task<ShowFrameworkVersion.Model> Version(string? search = null) => (await application.SendAsync(await Actor("employee"), new ShowFrameworkVersion.Query(running.VersionId, search)))!;

    private async Task<ShowCompetency.Model?> Competency(Guid competencyId) => await application.SendAsync(await Actor("employee"), new ShowCompetency.Query(running.VersionId, competencyId));

    public sealed class Running : IAsyncLifetime
    {
        private TestDatabase? database;

        public TestApplication Application { get; private set; } = null!;

        public Guid VersionId { get; private set; }

        public Guid DraftId { get; } = Guid.CreateVersion7();

        public async ValueTask InitializeAsync()
        {
            database = await Databases.CloneDemoAsync();
            Application = new(database.AppConnectionString);
            await using var dataSource = Npgsql.NpgsqlDataSource.Create(database.OwnerConnectionString);
            await using var db = Databases.Open(dataSource);
            var published = await db.FrameworkVersions.SingleAsync();
            VersionId = published.Id;
            db.FrameworkVersions.Add(new FrameworkVersion { Id = DraftId, FrameworkId = published.FrameworkId, Number = 2, Source = new LocalizedText("草案", "draft"), SourceSha256 = new string('0', 64) });
            await db.SaveChangesAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await Application.DisposeAsync();
            if (database is not null) await database.DisposeAsync();
        }
    }
}
