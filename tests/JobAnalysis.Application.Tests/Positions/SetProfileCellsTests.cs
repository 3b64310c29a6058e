using JobAnalysis.Application.Access;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Application.Positions;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Tests.Positions;

[Collection(PositionsTests.Name)]
public sealed class SetProfileCellsTests(PositionsDatabase database) : IAsyncLifetime
{
    private ProfileAgency agency = null!;
    private Guid draft;

    public async ValueTask InitializeAsync()
    {
        agency = await ProfileAgency.CreateAsync(database.Application);
        draft = await agency.StartDraft();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_level_is_set_and_given_back_to_the_inherited_value()
    {
        var inherited = (await agency.Cell(draft, 3, Tier.Middle)).Inherited;
        Assert.NotNull(inherited);

        var saved = await agency.Application.SendAsync(agency.Hr, agency.Set(draft, 1, agency.Level(3, Tier.Middle, "4", critical: true, reason: "跨機關資料交換")));
        Assert.Equal(2, saved!.Revision);
        Assert.Equal(new(Tier.Middle, 4, inherited, true, "跨機關資料交換"), await agency.Cell(draft, 3, Tier.Middle));

        await agency.Application.SendAsync(agency.Hr, agency.Set(draft, 2, agency.Level(3, Tier.Middle, null)));
        Assert.Equal(new(Tier.Middle, null, inherited, false, null), await agency.Cell(draft, 3, Tier.Middle));
        Assert.Equal(0, await agency.Read(db => db.ProfileCells.CountAsync(c => c.ProfileVersionId == draft && c.CompetencyId == agency.Competencies[3])));
    }

    [Fact]
    public async Task Zero_is_the_decision_that_nothing_is_required()
    {
        await agency.Application.SendAsync(agency.Hr, agency.Set(draft, 1, agency.Level(3, Tier.Middle, "0")));
        Assert.Equal(0, (await agency.Cell(draft, 3, Tier.Middle)).Level);
    }

    [Fact]
    public async Task Many_cells_are_one_act_with_one_revision()
    {
        var saved = await agency.Application.SendAsync(agency.Hr, agency.Set(draft, 1, [.. Enumerable.Range(0, 14).Select(i => agency.Level(i, Tier.Senior, "5"))]));
        Assert.Equal(2, saved!.Revision);
        Assert.All((await agency.Show(draft)).Rows, row => Assert.Equal(5, row.Cells[(int)Tier.Senior].Own));
    }

    [Fact]
    public async Task Importance_is_one_to_five_and_only_orders()
    {
        await agency.Application.SendAsync(agency.Hr, new SetProfileCells.Command(agency.Profile, draft, 1, null, [new(agency.Competencies[2], "５")]));
        var row = (await agency.Show(draft)).Rows.Single(r => r.Competency.CompetencyId == agency.Competencies[2]);
        Assert.Equal((5, true), (row.Importance, row.ImportanceIsOwn));

        await agency.Application.SendAsync(agency.Hr, new SetProfileCells.Command(agency.Profile, draft, 2, null, [new(agency.Competencies[2], "")]));
        Assert.False((await agency.Show(draft)).Rows.Single(r => r.Competency.CompetencyId == agency.Competencies[2]).ImportanceIsOwn);
    }

    [Theory]
    [InlineData("３", 3)]
    [InlineData(" 3 ", 3)]
    public async Task A_full_width_digit_is_a_digit(string typed, int level)
    {
        await agency.Application.SendAsync(agency.Hr, agency.Set(draft, 1, agency.Level(1, Tier.Junior, typed)));
        Assert.Equal(level, (await agency.Cell(draft, 1, Tier.Junior)).Own);
    }

    [Theory]
    [InlineData("6", "assessments.level-outside-scale")]
    [InlineData("20", "assessments.level-outside-scale")]
    [InlineData("3.7", "assessments.level-unreadable")]
    [InlineData("-0", "assessments.level-unreadable")]
    [InlineData("NaN", "assessments.level-unreadable")]
    [InlineData("1e999", "assessments.level-unreadable")]
    [InlineData("<script>", "assessments.level-unreadable")]
    public async Task A_level_that_is_none_is_refused_on_its_field_and_nothing_is_written(string typed, string code)
    {
        var refused = await Assert.ThrowsAsync<InvalidMessageException>(() => agency.Application.SendAsync(agency.Hr,
            agency.Set(draft, 1, agency.Level(1, Tier.Junior, "3"), agency.Level(2, Tier.Junior, typed))));
        var error = Assert.Single(refused.Errors);
        Assert.Equal(("Cells[1].Level", code), (error.Field, error.Code));
        Assert.Equal(1, (await agency.Show(draft)).Revision);
        Assert.Null((await agency.Cell(draft, 1, Tier.Junior)).Own);
    }

    [Fact]
    public async Task Every_wrong_field_is_named_not_only_the_first()
    {
        var refused = await Assert.ThrowsAsync<InvalidMessageException>(() => agency.Application.SendAsync(agency.Hr, new SetProfileCells.Command(agency.Profile, draft, 1,
            [agency.Level(1, Tier.Junior, "9"), agency.Level(2, Tier.Junior, "x"), agency.Level(3, Tier.Junior, null, critical: true), agency.Level(4, (Tier)7, "1"), agency.Level(5, Tier.Junior, "1", reason: new('長', 501))],
            [new(agency.Competencies[1], "6"), new(agency.Competencies[2], "0")])));
        Assert.Equal(
            ["Cells[0].Level assessments.level-outside-scale", "Cells[1].Level assessments.level-unreadable", "Cells[2].Level positions.critical-needs-level", "Cells[3].Tier positions.tier-unknown",
                "Cells[4].Reason common.text-too-long", "Rows[0].Importance positions.importance-outside-range", "Rows[1].Importance positions.importance-outside-range"],
            refused.Errors.Select(e => $"{e.Field} {e.Code}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a\0b", "common.text-nul")]
    [InlineData("a\ud800b", "common.text-broken")]
    [InlineData("a\u200bb", "common.text-invisible")]
    [InlineData("a\u202eb", "common.text-invisible")]
    public async Task A_reason_with_broken_signs_is_refused(string reason, string code)
    {
        var refused = await Assert.ThrowsAsync<InvalidMessageException>(() => agency.Application.SendAsync(agency.Hr, agency.Set(draft, 1, agency.Level(1, Tier.Junior, "3", reason: reason))));
        Assert.Equal(code, Assert.Single(refused.Errors).Code);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("{{7*7}} ${jndi} 𠮷𡘙 瓦歷斯·諾幹")]
    [InlineData("一\n二")]
    public async Task Any_visible_text_is_a_reason_and_stored_as_typed(string reason)
    {
        await agency.Application.SendAsync(agency.Hr, agency.Set(draft, 1, agency.Level(1, Tier.Junior, "3", reason: reason)));
        Assert.Equal(reason, (await agency.Cell(draft, 1, Tier.Junior)).Reason);
    }

    [Fact]
    public async Task A_form_that_shows_an_older_revision_is_refused()
    {
        await agency.Application.SendAsync(agency.Hr, agency.Set(draft, 1, agency.Level(1, Tier.Junior, "3")));
        var stale = await Assert.ThrowsAsync<StaleRevisionException>(() => agency.Application.SendAsync(agency.Hr, agency.Set(draft, 1, agency.Level(1, Tier.Junior, "4"))));
        Assert.Equal((1, 2), (stale.Shown, stale.Stored));
        Assert.Equal(3, (await agency.Cell(draft, 1, Tier.Junior)).Own);
    }

    [Fact]
    public async Task Of_two_edits_at_once_one_is_stored_and_the_other_is_stale()
    {
        var tries = Enumerable.Range(1, 4).Select(async level =>
        {
            try
            {
                await agency.Application.SendAsync(agency.Hr, agency.Set(draft, 1, agency.Level(6, Tier.Junior, $"{level}")));
                return 1;
            }
            catch (StaleRevisionException)
            {
                return 0;
            }
        });
        Assert.Equal(1, (await Task.WhenAll(tries)).Sum());
        Assert.Equal(2, (await agency.Show(draft)).Revision);
    }

    [Fact]
    public async Task The_same_form_sent_twice_has_one_effect()
    {
        var (hr, key) = (agency.Hr, Guid.CreateVersion7());
        var command = agency.Set(draft, 1, agency.Level(1, Tier.Junior, "3"));
        var first = await agency.Application.SendAsync(hr, command, key);
        var second = await agency.Application.SendAsync(hr, command, key);
        Assert.Equal(first, second);
        Assert.Equal(2, (await agency.Show(draft)).Revision);
    }

    [Fact]
    public async Task A_competency_of_no_or_another_version_is_refused()
    {
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => agency.Application.SendAsync(agency.Hr,
            agency.Set(draft, 1, new SetProfileCells.Cell(Guid.CreateVersion7(), Tier.Junior, "3", false, null))));
        Assert.Equal("positions.competency-not-in-version", refused.Code);
    }

    [Fact]
    public async Task One_cell_twice_in_a_message_is_refused()
    {
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => agency.Application.SendAsync(agency.Hr, agency.Set(draft, 1, agency.Level(1, Tier.Junior, "3"), agency.Level(1, Tier.Junior, "4"))));
        Assert.Equal("positions.cell-sent-twice", refused.Code);
    }

    [Fact]
    public async Task A_published_version_cannot_be_edited()
    {
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => agency.Application.SendAsync(agency.Hr, agency.Set(agency.Version1, 2, agency.Level(1, Tier.Junior, "3"))));
        Assert.Equal("positions.profile-already-published", refused.Code);
    }

    [Fact]
    public async Task Nobody_else_can_edit_and_another_agency_does_not_even_find_it()
    {
        await Assert.ThrowsAsync<ForbiddenException>(() => agency.Application.SendAsync(agency.Employee, agency.Set(draft, 1, agency.Level(1, Tier.Junior, "3"))));
        Assert.Null(await agency.Application.SendAsync(agency.Stranger, agency.Set(draft, 1, agency.Level(1, Tier.Junior, "3"))));
        Assert.Equal(1, (await agency.Show(draft)).Revision);
    }
}
