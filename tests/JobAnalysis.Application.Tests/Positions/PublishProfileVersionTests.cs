using JobAnalysis.Application.Access;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Application.Positions;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JobAnalysis.Application.Tests.Positions;

[Collection(PositionsTests.Name)]
public sealed class PublishProfileVersionTests(PositionsDatabase database) : IAsyncLifetime
{
    private ProfileAgency agency = null!;
    private Guid draft;

    public async ValueTask InitializeAsync()
    {
        agency = await ProfileAgency.CreateAsync(database.Application);
        draft = await agency.StartDraft();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private PublishProfileVersion.Command Publish(string? from, string? documentDate = "115/11/20", string? number = "甲人字第1150012345號", long revision = 1) =>
        new(agency.Profile, draft, revision, from, documentDate, number);

    private async Task<string> RefusedField(PublishProfileVersion.Command command)
    {
        var refused = await Assert.ThrowsAsync<InvalidMessageException>(() => agency.Application.SendAsync(agency.Hr, command));
        return string.Join("; ", refused.Errors.Select(e => $"{e.Field} {e.Code}"));
    }

    [Theory]
    [InlineData("115/12/1")]
    [InlineData("1151201")]
    [InlineData("民國115年12月1日")]
    [InlineData("2026-12-01")]
    [InlineData("2026/12/1")]
    [InlineData("１１５．１２．１")]
    public async Task Every_spelling_of_a_day_is_that_day_and_never_the_year_115(string typed)
    {
        var published = await agency.Application.SendAsync(agency.Hr, Publish(typed));
        Assert.Equal(new DateOnly(2026, 12, 1), published!.EffectiveFrom);
        Assert.Equal((2, ProfileVersionState.Pending), ((await agency.Show(draft)).Version.Number, (await agency.Show(draft)).Version.State));
    }

    [Theory]
    [InlineData("115/2/29", "EffectiveFrom common.date-no-such-day")]
    [InlineData("11/23/2026", "EffectiveFrom common.date-unclear")]
    [InlineData("民國前1年1月1日", "EffectiveFrom common.date-before-republic")]
    [InlineData("9999-12-31", "EffectiveFrom common.date-out-of-range")]
    [InlineData("", "EffectiveFrom common.date-required")]
    public async Task A_day_that_is_none_is_refused_on_its_field(string typed, string expected)
    {
        Assert.Equal(expected, await RefusedField(Publish(typed)));
        Assert.Equal(ProfileVersionState.Draft, (await agency.Show(draft)).Version.State);
    }

    [Fact]
    public async Task The_letter_needs_a_date_and_a_number()
    {
        Assert.Equal("DocumentDate common.date-required; DocumentNumber common.text-required", await RefusedField(Publish("115/12/1", null, " ")));
        Assert.Equal("DocumentNumber common.text-line-break", await RefusedField(Publish("115/12/1", number: "甲\n乙")));
        Assert.Equal("DocumentNumber common.text-too-long", await RefusedField(Publish("115/12/1", number: new('號', 101))));
    }

    [Fact]
    public async Task It_takes_effect_after_the_version_before_it()
    {
        foreach (var day in (string[])["115/1/1", "114/12/31"])
        {
            var refused = await Assert.ThrowsAsync<RuleViolationException>(() => agency.Application.SendAsync(agency.Hr, Publish(day)));
            Assert.Equal("positions.effective-date-not-after-previous", refused.Code);
        }
        Assert.NotNull(await agency.Application.SendAsync(agency.Hr, Publish("115/1/2")));
    }

    [Fact]
    public async Task The_check_before_reads_the_same_rules_and_writes_nothing()
    {
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => Review("99/1/1"));
        Assert.Equal(("positions.effective-date-not-after-previous", new DateOnly(2010, 1, 1)), (refused.Code, refused.Args[0]));

        Assert.Equal(new(new(2026, 3, 1), new(2026, 11, 20), "甲人字第1號", IsBackdated: true), await Review("115/3/1"));
        Assert.Equal(ProfileVersionState.Draft, (await agency.Show(draft)).Version.State);

        Task<ReviewPublication.Reviewed?> Review(string from) => agency.Application.SendAsync(agency.Hr, new ReviewPublication.Query(agency.Profile, draft, 1, from, "115.11.20", " 甲人字第1號 "));
    }

    [Fact]
    public async Task Publishing_marks_exactly_the_people_of_the_profile_for_the_next_run()
    {
        var (junior, middle) = (await agency.InputRevision(agency.Junior), await agency.InputRevision(agency.Middle));
        await agency.Application.SendAsync(agency.Hr, Publish("115/12/1"));
        Assert.Equal((junior + 1, middle + 1), (await agency.InputRevision(agency.Junior), await agency.InputRevision(agency.Middle)));
    }

    [Fact]
    public async Task A_published_version_is_closed_for_everybody_the_database_included()
    {
        await agency.Application.SendAsync(agency.Hr, Publish("115/11/23"));
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => agency.Application.SendAsync(agency.Hr, Publish("115/12/24", revision: 2)));
        Assert.Equal("positions.profile-already-published", refused.Code);
        var discarded = await Assert.ThrowsAsync<RuleViolationException>(() => agency.Application.SendAsync(agency.Hr, new DiscardProfileDraft.Command(agency.Profile, draft, 2)));
        Assert.Equal("positions.profile-already-published", discarded.Code);
        var closed = await Assert.ThrowsAsync<PostgresException>(() => agency.Read(db => db.ProfileCells.Where(c => c.ProfileVersionId == draft).ExecuteDeleteAsync()));
        Assert.Equal("published_is_immutable", closed.ConstraintName);

        var shown = await agency.Show(draft, agency.Employee);
        Assert.Equal(ProfileVersionState.InForce, shown.Version.State);
        Assert.Equal([ProfileVersionState.InForce, ProfileVersionState.Superseded], shown.Versions.Select(v => v.State));
        Assert.Equal(new DateOnly(2026, 11, 23), shown.Versions[1].EndsOn);
    }

    [Fact]
    public async Task A_stale_form_does_not_publish()
    {
        await agency.Application.SendAsync(agency.Hr, agency.Set(draft, 1, agency.Level(1, Tier.Junior, "3")));
        await Assert.ThrowsAsync<StaleRevisionException>(() => agency.Application.SendAsync(agency.Hr, Publish("115/12/1")));
    }

    [Fact]
    public async Task Sent_twice_it_is_published_once()
    {
        var (hr, key, command) = (agency.Hr, Guid.CreateVersion7(), Publish("115/12/1"));
        var results = await Task.WhenAll(agency.Application.SendAsync(hr, command, key), agency.Application.SendAsync(hr, command, key));
        Assert.Equal(results[0], results[1]);
        Assert.Equal(1, await agency.Read(db => db.AuditEvents.CountAsync(e => e.OrganizationId == agency.Organization && e.What == nameof(PublishProfileVersion))));
    }

    [Fact]
    public async Task It_is_for_the_personnel_office_of_the_agency_only()
    {
        await Assert.ThrowsAsync<ForbiddenException>(() => agency.Application.SendAsync(agency.Employee, Publish("115/12/1")));
        Assert.Null(await agency.Application.SendAsync(agency.Stranger, Publish("115/12/1")));
    }
}
