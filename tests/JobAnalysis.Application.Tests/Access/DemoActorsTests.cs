using JobAnalysis.Application.Access;
using JobAnalysis.TestKit;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Tests.Access;

/// <summary>Every sign-in of the demo resolves to what its role may do and see, and the two agencies never meet.</summary>
public sealed class DemoActorsTests(DemoActorsTests.Running running) : IClassFixture<DemoActorsTests.Running>
{
    private const string Ministry = "數位服務部";
    private const string Agency = "數位服務署";
    private const string County = "青嵐縣政府";

    private readonly TestApplication application = running.Application;

    /// <summary>User, home, people visible, may, may not.</summary>
    public static TheoryData<string, string?, int, Capability[], Capability[]> Roles => new()
    {
        { "employee", Ministry, 1, [Capability.AssessSelf, Capability.ViewOwnGaps, Capability.ViewProfiles], [Capability.RatePeople, Capability.ViewNamedGaps, Capability.EditProfiles] },
        { "unit-head", Ministry, 9, [Capability.RatePeople, Capability.ViewNamedGaps, Capability.ProposeExemptions], [Capability.EditProfiles, Capability.ApproveExemptions, Capability.RequestRun] },
        { "division-head", Ministry, 29, [Capability.RatePeople, Capability.ViewNamedGaps], [Capability.EditProfiles, Capability.ViewOrganizationTotals] },
        { "hr", Ministry, 120, [Capability.EditProfiles, Capability.PublishProfiles, Capability.ViewOrganizationTotals, Capability.RequestRun], [Capability.RatePeople, Capability.ApproveExemptions] },
        { "hr-head", Ministry, 120, [Capability.ApproveExemptions, Capability.PublishProfiles, Capability.RatePeople], [Capability.ViewSubordinateTotals] },
        { "head", Ministry, 1, [Capability.ViewOrganizationTotals, Capability.ViewSubordinateTotals], [Capability.ViewNamedGaps, Capability.RatePeople, Capability.EditProfiles] },
        { "supervising-hr", Ministry, 1, [Capability.ViewSubordinateTotals], [Capability.ViewNamedGaps, Capability.EditProfiles] },
        { "rater", Ministry, 6, [Capability.RatePeople, Capability.ViewNamedGaps], [Capability.ViewOrganizationTotals] },
        { "acting-head", Ministry, 4, [Capability.ViewNamedGaps, Capability.ProposeExemptions], [Capability.RatePeople] },
        { "hr-agency", Agency, 30, [Capability.EditProfiles, Capability.ViewOrganizationTotals], [Capability.ViewSubordinateTotals] },
        { "hr-b", County, 20, [Capability.EditProfiles, Capability.ViewOrganizationTotals], [Capability.ApproveExemptions] },
        { "unit-head-b", County, 5, [Capability.RatePeople, Capability.ViewNamedGaps], [Capability.EditProfiles] },
        { "employee-b", County, 1, [Capability.AssessSelf], [Capability.ViewNamedGaps] },
        { "framework-owner", null, 0, [Capability.ViewFrameworkDrafts], [Capability.AssessSelf, Capability.ViewProfiles, Capability.ViewNamedGaps] },
        { "admin", null, 0, [Capability.ViewSystemStatus, Capability.RequestRun], [Capability.AssessSelf, Capability.ViewNamedGaps, Capability.EditProfiles] },
    };

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task A_role_may_do_and_see_what_it_should(string user, string? home, int people, Capability[] may, Capability[] mayNot)
    {
        var actor = await Resolve(user);

        Assert.Equal(home is null ? Guid.Empty : await IdOf(home), actor.OrganizationId);
        Assert.Equal(home is not null, actor.PersonId is not null);
        Assert.All(may, capability => Assert.True(actor.Can(capability), $"{user} lacks {capability}"));
        Assert.All(mayNot, capability => Assert.False(actor.Can(capability), $"{user} has {capability}"));
        Assert.Equal(people, await application.UseAsync(actor, db => db.People.CountAsync()));
    }

    [Fact]
    public async Task Nobody_of_an_agency_sees_a_row_of_another()
    {
        foreach (var user in Roles.Select(row => row.Data.Item1))
        {
            var actor = await Resolve(user);
            var foreign = await application.UseAsync(actor, async db => new[]
            {
                await db.People.CountAsync(p => p.OrganizationId != actor.OrganizationId),
                await db.Appointments.CountAsync(p => p.OrganizationId != actor.OrganizationId),
                await db.Assessments.CountAsync(p => p.OrganizationId != actor.OrganizationId),
                await db.AssessmentAnswers.CountAsync(p => p.OrganizationId != actor.OrganizationId),
                await db.AcceptedLevels.CountAsync(p => p.OrganizationId != actor.OrganizationId),
                await db.Units.CountAsync(p => p.OrganizationId != actor.OrganizationId),
                await db.Positions.CountAsync(p => p.OrganizationId != actor.OrganizationId),
                await db.CompetencyProfiles.CountAsync(p => p.OrganizationId != actor.OrganizationId),
                await db.WorkTasks.CountAsync(p => p.OrganizationId != actor.OrganizationId),
            });
            Assert.All(foreign, count => Assert.Equal(0, count));
        }
    }

    [Fact]
    public async Task A_decision_of_the_ministry_reaches_its_subordinate_and_nobody_else()
    {
        var ministry = await IdOf(Ministry);

        Assert.Equal([ministry], await Adopters("hr"));
        Assert.Equal([ministry], await Adopters("hr-agency"));
        Assert.Equal([await IdOf(County)], await Adopters("hr-b"));
        Assert.Equal(new HashSet<Guid> { ministry, await IdOf(Agency) }, (await Resolve("supervising-hr")).Scope.AggregateOrganizations.ToHashSet());

        async Task<List<Guid>> Adopters(string user) =>
            await application.UseAsync(await Resolve(user), db => db.FrameworkAdoptions.Select(a => a.OwnerOrganizationId!.Value).ToListAsync());
    }

    [Fact]
    public async Task The_unit_head_sees_a_team_of_eight_and_the_person_lent_to_it()
    {
        var actor = await Resolve("unit-head");
        var unit = Assert.Single(actor.Headships).UnitId;

        var team = await application.UseAsync(actor, db => db.PersonUnits.Where(u => u.UnitId == unit && u.OrganizationId == actor.OrganizationId).Select(u => u.PersonId).Distinct().ToListAsync());
        var seen = await application.UseAsync(actor, db => db.People.Select(p => p.Id).ToListAsync());

        Assert.Equal(8, team.Count);
        Assert.Subset(seen.ToHashSet(), team.ToHashSet());
        Assert.Single(seen.Except(team));
    }

    private Task<Actor> Resolve(string user) => application.ActorAsync($"{user}@demo.example");

    private Task<Guid> IdOf(string name) => application.UseAsync(null, db => db.Organizations.Where(o => o.Name.ZhHant == name).Select(o => o.Id).SingleAsync());

    public sealed class Running : IAsyncLifetime
    {
        private TestDatabase database = null!;

        public TestApplication Application { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            database = await Databases.CloneDemoAsync();
            Application = new(database.AppConnectionString);
        }

        public async ValueTask DisposeAsync()
        {
            await Application.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
