using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Notifications;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Positions;
using JobAnalysis.TestKit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JobAnalysis.Application.Tests.Demo;

/// <summary>The demo keeps its promises: numbers, kinds, reproducibility.</summary>
public sealed class DemoLoaderTests(DemoLoaderTests.Loaded loaded) : IClassFixture<DemoLoaderTests.Loaded>
{
    private static readonly DateOnly Today = Databases.DemoDay;

    private readonly NpgsqlDataSource dataSource = loaded.DataSource;

    [Fact]
    public async Task Agencies_have_the_promised_size()
    {
        await using var db = OpenAll();
        async Task<(int Positions, int People)> Size(string name)
        {
            var id = await db.Organizations.Where(o => o.Name.ZhHant == name).Select(o => o.Id).SingleAsync();
            return (await db.Positions.CountAsync(p => p.OrganizationId == id), await db.People.CountAsync(p => p.OrganizationId == id));
        }

        Assert.Equal((130, 120), await Size("數位服務部"));
        Assert.Equal((35, 30), await Size("數位服務署"));
        Assert.Equal((22, 20), await Size("青嵐縣政府"));
        Assert.Equal((5, 30), await ProfilesByAgency(db));
        var paths = await db.UnitPlacements.Select(u => u.Path).ToListAsync();
        Assert.Equal(4, paths.Max(p => p.Split('.').Length));
        var kinds = await db.Units.Select(u => u.Kind).Distinct().ToListAsync();
        Assert.Equal(Enum.GetValues<UnitKind>(), kinds.Order());
    }

    [Fact]
    public async Task Every_kind_of_appointment_and_person_occurs()
    {
        await using var db = OpenAll();
        var appointments = await db.Appointments.ToListAsync();

        Assert.Equal(Enum.GetValues<AppointmentKind>(), appointments.Select(a => a.Kind).Distinct().Order());
        var acting = appointments.Where(a => a.Kind is AppointmentKind.ActingVacancy).Select(a => RequirementBearing.Bears(a.Kind, a.ValidFrom, a.ValidTo, [], Today)).ToArray();
        Assert.Contains(true, acting);
        Assert.Contains(false, acting);
        Assert.Contains(appointments, a => a.Kind is AppointmentKind.Secondment && a.HostUnitId is not null);
        Assert.Contains(appointments, a => a.Kind is AppointmentKind.Secondment && a.HostOrganizationId != a.OrganizationId);
        Assert.NotEmpty(await db.LeavesWithoutPay.Where(l => l.ValidFrom <= Today && l.ValidTo > Today).ToListAsync());
        var categories = await db.PositionFacts.Select(f => f.Category).Distinct().ToListAsync();
        Assert.Superset(new HashSet<PersonnelCategory> { PersonnelCategory.Contract, PersonnelCategory.FixedTerm, PersonnelCategory.Political, PersonnelCategory.Worker }, categories.ToHashSet());
        Assert.NotEmpty(await HoldersAboveOwnGrade(db));
        var names = await db.People.Select(p => p.Name).ToListAsync();
        Assert.Contains(names, n => n.Contains('・'));
        Assert.Contains(names, n => n.Contains('‧'));
        Assert.All((string[])["𠮷", "堃", "喆", "犇"], sign => Assert.Contains(names, n => n.Contains(sign, StringComparison.Ordinal)));
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task No_column_of_a_profile_asks_for_more_than_is_reasonable()
    {
        await using var db = OpenAll();
        var defaults = await db.TierDefaults.ToListAsync();
        var ordinals = await db.Competencies.ToDictionaryAsync(c => c.Id, c => c.Ordinal);
        var cells = await db.ProfileCells.ToListAsync();
        var versions = await db.ProfileVersions.ToListAsync();

        foreach (var version in versions)
        {
            foreach (var tier in Enum.GetValues<Tier>())
            {
                var column = ProfileResolution.Resolve(
                    [.. defaults.Where(d => d.Tier == tier).Select(d => new ProfileResolution.DefaultCell(ordinals[d.CompetencyId], 0, d.SetId, new(d.Level), false, null))],
                    [.. cells.Where(c => c.ProfileVersionId == version.Id && c.Tier == tier).Select(c => new ProfileResolution.ProfileCell(ordinals[c.CompetencyId], new RequiredLevel(c.Level!.Value), c.IsCritical, null))]);
                Assert.Empty(ProfileWarnings.Of(column));
            }
        }
        Assert.Equal(35, versions.Count(v => v is { Number: 1, Status: ProfileVersionStatus.Published }));
        Assert.Equal(8, versions.Count(v => v is { Number: 2, Status: ProfileVersionStatus.Published }));
        Assert.Equal(3, versions.Count(v => v.Status is ProfileVersionStatus.Draft));
        Assert.All(versions.Where(v => v.Status is ProfileVersionStatus.Published), v => Assert.NotEqual(v.PreparedBy, v.PublishedBy));
    }

    [Fact]
    public async Task Ratings_have_every_age_and_kind()
    {
        await using var db = OpenAll();
        var levels = await db.AcceptedLevels.Where(l => l.SupersededAt == null).ToListAsync();
        var answers = await db.AssessmentAnswers.ToListAsync();

        Assert.Contains(levels, l => l.ValidFrom <= Today && (l.ValidTo is null || l.ValidTo > Today));
        Assert.Contains(levels, l => l.ValidTo <= Today);
        Assert.Contains(levels, l => l.ValidTo > Today && LevelValidity.IsDueSoon(l.ValidTo!.Value, Today));
        Assert.Contains(levels, l => l.Level == 0);
        Assert.Contains(levels, l => l.Source is AssessmentSource.Test);
        Assert.DoesNotContain(levels, l => l.Source is AssessmentSource.Self);
        Assert.Equal([AnswerKind.Rated, AnswerKind.NotObserved, AnswerKind.ClaimedNotApplicable], answers.Select(a => a.Kind).Distinct().Order());
        var assessments = await db.Assessments.ToListAsync();
        Assert.Contains(assessments, a => a.SubmittedAt is null && a.Source is AssessmentSource.Self);
        Assert.Contains(assessments, a => a.SubmittedAt is null && a.Source is AssessmentSource.Supervisor);
        var noticed = (await db.NoticeDeliveries.Select(n => new { n.PersonId, n.RoundId }).ToListAsync()).ToHashSet();
        Assert.Contains(assessments, a => a.Source is AssessmentSource.Supervisor && a.SubmittedAt is not null && !noticed.Contains(new { a.PersonId, a.RoundId }));
        Assert.Contains(await db.Exemptions.ToListAsync(), e => e.ApprovedBy is not null);
        Assert.Contains(await db.Exemptions.ToListAsync(), e => e.ApprovedBy is null);
        Assert.NotEmpty(await db.AttitudeAnswers.Where(a => a.NoOpportunity).ToListAsync());
        Assert.All(await db.AssessmentRounds.GroupBy(r => r.OrganizationId).Select(g => g.Count()).ToListAsync(), rounds => Assert.Equal(3, rounds));
    }

    [Fact]
    public async Task Nobody_rates_himself_and_every_head_of_a_first_level_unit_has_a_rater()
    {
        await using var db = OpenAll();

        Assert.Empty(await db.Assessments.Where(a => a.RaterPersonId == a.PersonId).ToListAsync());
        var shares = await db.PersonShares.Where(s => s.Kind == PersonShareKind.AssignedRater).Select(s => s.PersonId).ToListAsync();
        var heads = await (
            from f in db.PositionFacts
            join u in db.Units on new { f.OrganizationId, Id = f.HeadsUnitId!.Value } equals new { u.OrganizationId, u.Id }
            join t in db.UnitPlacements on new { f.OrganizationId, UnitId = u.Id } equals new { t.OrganizationId, t.UnitId }
            join above in db.Units on new { f.OrganizationId, Id = t.ParentId!.Value } equals new { above.OrganizationId, above.Id }
            join a in db.Appointments on new { f.OrganizationId, PositionId = (Guid?)f.PositionId } equals new { a.OrganizationId, a.PositionId }
            where u.Kind == UnitKind.Business && above.Kind == UnitKind.Root && a.Kind == AppointmentKind.Regular
            select a.PersonId).ToListAsync();
        Assert.True(heads.Count >= 8, $"only {heads.Count} heads");
        Assert.Subset(shares.ToHashSet(), heads.ToHashSet());
    }

    [Fact]
    public async Task There_is_something_to_do_for_heads_raters_HR_and_people()
    {
        await using var db = OpenAll();
        var tasks = await db.WorkTasks.Where(t => t.CompletedAt == null).ToListAsync();
        var section = await db.Units.Where(u => u.Name.ZhHant == "應用系統科").Select(u => u.Id).SingleAsync();
        var rater = await db.People.Where(p => p.AccountId == db.Set<Account>().Single(a => a.UserName == "rater@demo.example").Id).Select(p => p.Id).SingleAsync();

        var head = tasks.Where(t => t.AddresseeUnitId == section).ToList();
        Assert.Contains(head, t => t.Kind is WorkTaskKind.RatePerson && t.DueOn == Today.AddDays(-3));
        Assert.Contains(head, t => t.Kind is WorkTaskKind.AnswerClaim && t.DueOn == Today);
        Assert.Contains(head, t => t.DueOn > Today);
        Assert.Contains(tasks, t => t is { Kind: WorkTaskKind.RatePerson, Addressee: AddresseeKind.Person } && t.AddresseePersonId == rater);
        Assert.Equal(3, tasks.Count(t => t is { Kind: WorkTaskKind.PublishProfile, Addressee: AddresseeKind.HrOfficer }));
        Assert.Equal(2, tasks.Count(t => t is { Kind: WorkTaskKind.DecideExemption, Addressee: AddresseeKind.HrHead }));
        Assert.True(tasks.Count(t => t is { Kind: WorkTaskKind.AssessSelf, Addressee: AddresseeKind.Person }) > 30);
        Assert.All(tasks, t => Assert.NotEqual(t.AddresseeUnitId is null && t.AddresseePersonId is null, t.Addressee is AddresseeKind.Person or AddresseeKind.UnitHead));
    }

    [Fact]
    public async Task The_same_number_gives_the_same_rows_and_loading_again_changes_nothing()
    {
        await using var other = await Databases.CloneSeededAsync();
        await Databases.LoadDemoAsync(other.OwnerConnectionString, new(Today));
        await using var otherSource = NpgsqlDataSource.Create(other.OwnerConnectionString);
        var expected = await Fingerprint(dataSource);

        Assert.Equal(expected, await Fingerprint(otherSource));
        await Databases.LoadDemoAsync(other.OwnerConnectionString, new(Today));
        Assert.Equal(expected, await Fingerprint(otherSource));
    }

    [Fact]
    public async Task Another_number_gives_other_people()
    {
        await using var other = await Databases.CloneSeededAsync();
        await Databases.LoadDemoAsync(other.OwnerConnectionString, new(new DateOnly(2027, 2, 10), 7));
        await using var otherSource = NpgsqlDataSource.Create(other.OwnerConnectionString);

        Assert.NotEqual((await Fingerprint(dataSource))["person"], (await Fingerprint(otherSource))["person"]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Databases.LoadDemoAsync(other.OwnerConnectionString, new(Today)));
    }

    private JobAnalysisDb OpenAll()
    {
        var db = Databases.Open(dataSource);
        var organizations = db.Organizations.Select(o => o.Id).ToArray();
        db.Dispose();
        return Databases.Open(dataSource, Actor.System(Today, organizations));
    }

    private static async Task<(int County, int Ministry)> ProfilesByAgency(JobAnalysisDb db)
    {
        var county = await db.Organizations.Where(o => o.Name.ZhHant == "青嵐縣政府").Select(o => o.Id).SingleAsync();
        return (await db.CompetencyProfiles.CountAsync(p => p.OrganizationId == county), await db.CompetencyProfiles.CountAsync(p => p.OrganizationId != county));
    }

    private static Task<List<string>> HoldersAboveOwnGrade(JobAnalysisDb db) => (
        from p in db.People
        join a in db.Appointments on new { p.OrganizationId, PersonId = p.Id } equals new { a.OrganizationId, a.PersonId }
        join f in db.PositionFacts on new { a.OrganizationId, a.PositionId } equals new { f.OrganizationId, PositionId = (Guid?)f.PositionId }
        where a.Kind == AppointmentKind.Regular && p.ConfirmedGrade < f.GradeLow
        select p.Name).ToListAsync();

    /// <summary>Row hashes by table, without what no seed number can give: salted password hashes, and ids and instants of the acceptance rule.</summary>
    private static async Task<Dictionary<string, string>> Fingerprint(NpgsqlDataSource source)
    {
        await using var db = Databases.Open(source);
        var hidden = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["account"] = "- 'password_hash'",
            ["accepted_level"] = "- 'id' - 'recorded_at'",
            // The transaction that wrote the row.
            ["person"] = "- 'changed_xid'",
        };
        var tables = db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Distinct().ToArray();
        var parts = tables.Select(t => $"select '{t}', count(*) || ':' || md5(coalesce(string_agg(h, '' order by h), '')) from (select md5((to_jsonb(r) {hidden.GetValueOrDefault(t)})::text) as h from {t} r) x");
        await using var command = source.CreateCommand(string.Join(" union all ", parts));
        await using var reader = await command.ExecuteReaderAsync();
        Dictionary<string, string> hashes = new(StringComparer.Ordinal);
        while (await reader.ReadAsync()) hashes[reader.GetString(0)] = reader.GetString(1);
        return hashes;
    }

    public sealed class Loaded : IAsyncLifetime
    {
        private TestDatabase database = null!;

        public NpgsqlDataSource DataSource { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            database = await Databases.CloneDemoAsync();
            DataSource = NpgsqlDataSource.Create(database.OwnerConnectionString);
        }

        public async ValueTask DisposeAsync()
        {
            await DataSource.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
