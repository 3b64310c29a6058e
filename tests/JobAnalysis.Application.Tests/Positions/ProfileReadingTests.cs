using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Positions;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Tests.Positions;

[Collection(PositionsTests.Name)]
public sealed class ProfileReadingTests(PositionsDatabase database) : IAsyncLifetime
{
    private ProfileAgency agency = null!;

    public async ValueTask InitializeAsync() => agency = await ProfileAgency.CreateAsync(database.Application);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_draft_is_a_copy_of_the_version_in_force()
    {
        var draft = await agency.StartDraft();
        var (copy, source) = (await agency.Show(draft), await agency.Show(agency.Version1));
        Assert.Equal((2, ProfileVersionState.Draft, agency.Version1), (copy.Version.Number, copy.Version.State, copy.Replaces!.Id));
        Assert.Equal(source.Rows.SelectMany(r => r.Cells), copy.Rows.SelectMany(r => r.Cells));
        Assert.Equal(new(Tier.Junior, 2, 1, true, "公共資料開放業務"), copy.Rows.Single(r => r.Competency.CompetencyId == agency.Competencies[0]).Cells[0] with { Inherited = 1 });
        Assert.Equal(source.Rows.Select(r => r.Importance), copy.Rows.Select(r => r.Importance));
    }

    [Fact]
    public async Task A_profile_has_one_draft_at_a_time_whoever_starts_it()
    {
        var starts = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            try
            {
                return (await agency.Application.SendAsync(agency.Hr, new StartProfileDraft.Command(agency.Profile)))!.VersionId.ToString();
            }
            catch (RuleViolationException violation)
            {
                return violation.Code;
            }
        }));
        Assert.Equal(2, starts.Count(s => s == "positions.draft-exists"));
        Assert.Equal(1, await agency.Read(db => db.ProfileVersions.CountAsync(v => v.PublishedAt == null)));
    }

    [Fact]
    public async Task A_discarded_draft_is_gone_with_its_cells()
    {
        var draft = await agency.StartDraft();
        await Assert.ThrowsAsync<StaleRevisionException>(() => agency.Application.SendAsync(agency.Hr, new DiscardProfileDraft.Command(agency.Profile, draft, 9)));
        await agency.Application.SendAsync(agency.Hr, new DiscardProfileDraft.Command(agency.Profile, draft, 1));
        Assert.Null(await agency.Application.SendAsync(agency.Hr, new ShowProfileVersion.Query(agency.Profile, draft)));
        Assert.Equal(0, await agency.Read(db => db.ProfileCells.CountAsync(c => c.ProfileVersionId == draft)));
        Assert.NotEqual(draft, await agency.StartDraft());
    }

    [Fact]
    public async Task Staff_read_what_is_published_and_a_draft_does_not_exist_for_them()
    {
        var draft = await agency.StartDraft();
        Assert.Null(await agency.Application.SendAsync(agency.Employee, new ShowProfileVersion.Query(agency.Profile, draft)));
        Assert.Null(await agency.Application.SendAsync(agency.Employee, new ExplainProfileCell.Query(agency.Profile, draft, agency.Competencies[0], Tier.Junior)));
        var shown = await agency.Show(agency.Version1, agency.Employee);
        Assert.Single(shown.Versions);
        Assert.False(shown.IsEditable);
        Assert.Equal(new ProfileHolding(3, null), shown.Holding);

        var row = Assert.Single((await agency.Application.SendAsync(agency.Employee, new ListProfiles.Query(null, 1))).Rows);
        Assert.Equal((agency.Version1, null), (row.InForce!.Id, row.Draft));
        Assert.Equal(draft, Assert.Single((await agency.Application.SendAsync(agency.Hr, new ListProfiles.Query("資訊", 1))).Rows).OpensVersionId);
        Assert.Empty((await agency.Application.SendAsync(agency.Hr, new ListProfiles.Query("沒有這個", 1))).Rows);
    }

    [Fact]
    public async Task Another_agency_finds_nothing()
    {
        Assert.Empty((await agency.Application.SendAsync(agency.Stranger, new ListProfiles.Query(null, 1))).Rows);
        Assert.Null(await agency.Application.SendAsync(agency.Stranger, new ShowProfileVersion.Query(agency.Profile, agency.Version1)));
        Assert.Null(await agency.Application.SendAsync(agency.Stranger, new ShowProfile.Query(agency.Profile)));
        Assert.Null(await agency.Application.SendAsync(agency.Stranger, new StartProfileDraft.Command(agency.Profile)));
        Assert.Null(await agency.Application.SendAsync(agency.Stranger, new PreviewConsequences.Query(agency.Profile, agency.Version1)));
    }

    [Fact]
    public async Task Positions_are_counted_with_incumbents_and_vacancies_for_the_personnel_office()
    {
        var shown = await agency.Application.SendAsync(agency.Hr, new ShowProfile.Query(agency.Profile));
        Assert.Equal((3, 2, 1), (shown!.Holding.Positions, shown.Holding.Incumbents, shown.Holding.Vacancies));
        Assert.Equal(["A000001", "A000002", "A000003"], shown.Positions.Select(p => p.Number));
        Assert.All(shown.Positions, p => Assert.Equal("資訊科", p.Unit!.ZhHant));
    }

    [Fact]
    public async Task Warnings_count_the_column_as_it_would_apply()
    {
        var draft = await agency.StartDraft();
        await agency.Application.SendAsync(agency.Hr, agency.Set(draft, 1, [.. Enumerable.Range(0, 14).Select(i => agency.Level(i, Tier.Senior, i < 3 ? "0" : "4", critical: i is >= 3 and < 10))]));
        var senior = (await agency.Show(draft)).Warnings.Where(w => w.Tier is Tier.Senior).ToList();
        Assert.Equal([("positions.many-critical", 7, 6), ("positions.many-required", 11, 10)], senior.Select(w => (w.Code, w.Count, w.Limit)));
    }

    [Fact]
    public async Task Consequences_count_people_once_by_what_would_change()
    {
        var draft = await agency.StartDraft();
        Assert.Equal(new(0, 0, 0, 2), (await Preview(draft)).People);

        // Both have level 2 in the second competency: 甲 would fall below, 乙 is asked for something nobody rated.
        await agency.Application.SendAsync(agency.Hr, agency.Set(draft, 1, agency.Level(1, Tier.Junior, "4"), agency.Level(1, Tier.Middle, "1"), agency.Level(7, Tier.Middle, "5")));
        var people = (await Preview(draft)).People;
        Assert.Equal((1, 0, 1, 0), (people.NewlyBelow, people.NewlyMet, people.Undecidable, people.Unchanged));

        var list = await agency.Application.SendAsync(agency.Hr, new ListConsequences.Query(agency.Profile, draft, null, 1));
        Assert.Equal([("甲", ConsequencePreview.Effect.NewlyBelow), ("乙", ConsequencePreview.Effect.Undecidable)], list!.Rows.Select(r => (r.Name, r.Effect)));
        Assert.Equal(4, Assert.Single(list.Rows[0].Items).After);
        Assert.Equal(2, list.Rows[0].Items[0].Level);
        Assert.Equal(["甲"], (await agency.Application.SendAsync(agency.Hr, new ListConsequences.Query(agency.Profile, draft, ConsequencePreview.Effect.NewlyBelow, 1)))!.Rows.Select(r => r.Name));
        var reads = await agency.Read(db => db.AuditEvents.Where(e => e.OrganizationId == agency.Organization && e.Kind == AuditKind.Read && e.What == nameof(ListConsequences)).Select(e => e.Subjects).ToListAsync());
        Assert.Equal([1, 2], reads.Select(r => r.Length).Order());
        Assert.All(reads, r => Assert.Contains(agency.Junior, r));
        await Assert.ThrowsAsync<ForbiddenException>(() => agency.Application.SendAsync(agency.Employee, new ListConsequences.Query(agency.Profile, draft, null, 1)));
    }

    [Fact]
    public async Task The_panel_tells_the_level_its_neighbours_and_where_it_comes_from()
    {
        var own = await agency.Application.SendAsync(agency.Hr, new ExplainProfileCell.Query(agency.Profile, agency.Version1, agency.Competencies[0], Tier.Junior));
        Assert.Equal([(1, false), (2, true), (3, false)], own!.Ladder.Select(s => (s.Level, s.IsRequired)));
        Assert.Equal(("公共資料開放業務", 5, true), (own.Cell.Reason, own.Importance, own.IsSuggested));
        Assert.Equal(new ExplainProfileCell.Counted(1, 1, 0, 0), own.People);
        Assert.NotNull(own.DefaultReason);

        var inherited = await agency.Application.SendAsync(agency.Employee, new ExplainProfileCell.Query(agency.Profile, agency.Version1, agency.Competencies[5], Tier.Middle));
        Assert.Null(inherited!.Cell.Own);
        Assert.Equal(inherited.Cell.Inherited, inherited.Ladder.Single(s => s.IsRequired).Level);
        Assert.Null(inherited.People);
        Assert.Null(await agency.Application.SendAsync(agency.Hr, new ExplainProfileCell.Query(agency.Profile, agency.Version1, Guid.CreateVersion7(), Tier.Junior)));
    }

    private async Task<PreviewConsequences.Model> Preview(Guid draft) => (await agency.Application.SendAsync(agency.Hr, new PreviewConsequences.Query(agency.Profile, draft)))!;
}
