using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Positions;
using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Positions;
using JobAnalysis.TestKit;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Tests.Positions;

/// <summary>
/// A small agency, a new one for each test, in a database that the tests of this folder share: one profile with three positions of the 資訊科, two of them held (甲 基層, 乙 中層), one vacant, and version 1 in
/// force; the tier defaults of the seed are adopted. Today is 2026-11-23.
/// </summary>
public sealed class ProfileAgency
{
    public static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly DateOnly Start = new(2025, 1, 1);
    private static readonly DateTimeOffset Recorded = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private ProfileAgency(TestApplication application) => Application = application;

    public TestApplication Application { get; }

    public Guid Organization { get; } = Guid.CreateVersion7();

    public Guid Profile { get; } = Guid.CreateVersion7();

    public Guid Version1 { get; } = Guid.CreateVersion7();

    /// <summary>甲: 基層.</summary>
    public Guid Junior { get; } = Guid.CreateVersion7();

    /// <summary>乙: 中層.</summary>
    public Guid Middle { get; } = Guid.CreateVersion7();

    public IReadOnlyList<Guid> Competencies { get; private set; } = [];

    public Actor Hr => ActorWith(RoleCapabilities.Of(Role.HrOfficer), [Organization], null);

    public Actor Employee => ActorWith(RoleCapabilities.Employee, [], Junior);

    /// <summary>The personnel office of another agency.</summary>
    public Actor Stranger { get; } = Other();

    public static async Task<ProfileAgency> CreateAsync(TestApplication application)
    {
        var agency = new ProfileAgency(application);
        await agency.Fill();
        return agency;
    }

    public async Task<Guid> StartDraft() => (await Application.SendAsync(Hr, new StartProfileDraft.Command(Profile)))!.VersionId;

    public async Task<ShowProfileVersion.Model> Show(Guid version, Actor? actor = null) => (await Application.SendAsync(actor ?? Hr, new ShowProfileVersion.Query(Profile, version)))!;

    public async Task<ProfileTableCell> Cell(Guid version, int competency, Tier tier) => (await Show(version)).Rows.Single(r => r.Competency.CompetencyId == Competencies[competency]).Cells[(int)tier];

    public SetProfileCells.Command Set(Guid version, long revision, params SetProfileCells.Cell[] cells) => new(Profile, version, revision, cells, null);

    public SetProfileCells.Cell Level(int competency, Tier tier, string? level, bool critical = false, string? reason = null) => new(Competencies[competency], tier, level, critical, reason);

    public Task<T> Read<T>(Func<JobAnalysisDb, Task<T>> read) => Application.UseAsync(Actor.System(Today, Organization), read);

    public Task<long> InputRevision(Guid person) => Read(db => db.People.Where(p => p.Id == person).Select(p => p.InputRevision).SingleAsync());

    private Actor ActorWith(IReadOnlySet<Capability> capabilities, Guid[] whole, Guid? person) =>
        new(Guid.CreateVersion7(), Organization, person, [], [], capabilities, new([Organization], whole, [], person is { } id ? [id] : [], [Organization], [], Today));

    private static Actor Other()
    {
        var id = Guid.CreateVersion7();
        return new(Guid.CreateVersion7(), id, null, [Role.HrOfficer], [], RoleCapabilities.Of(Role.HrOfficer), new([id], [id], [], [], [id], [], Today));
    }

    private async Task Fill() => await Application.UseAsync(Actor.System(Today, Organization), async db =>
    {
        var framework = await db.FrameworkVersions.SingleAsync();
        var defaults = await db.TierDefaultSets.SingleAsync();
        Competencies = await db.Competencies.OrderBy(c => c.Ordinal).Select(c => c.Id).ToListAsync();
        Guid section = Guid.CreateVersion7(), by = Guid.CreateVersion7();
        db.Organizations.Add(new() { Id = Organization, Code = Organization.ToString("N")[^8..], Name = new("甲機關", "Agency A"), ShortName = new("甲", "A") });
        db.OrganizationPlacements.Add(new() { Id = Guid.CreateVersion7(), PlacedOrganizationId = Organization, Level = OrganizationLevel.CentralSecondLevel, ValidFrom = Start, RecordedAt = Recorded });
        db.FrameworkAdoptions.Add(new() { Id = Guid.CreateVersion7(), OwnerOrganizationId = Organization, FrameworkId = framework.FrameworkId, FrameworkVersionId = framework.Id, ValidFrom = Start, DocumentNumber = "甲人字第1號", RecordedBy = by, RecordedAt = Recorded });
        db.TierDefaultAdoptions.Add(new() { OrganizationId = Organization, Id = Guid.CreateVersion7(), FrameworkId = framework.FrameworkId, SetId = defaults.Id, ValidFrom = Start, RecordedBy = by, RecordedAt = Recorded });
        db.Units.Add(new() { OrganizationId = Organization, Id = section, Name = new("資訊科", "IT Section"), Kind = UnitKind.Business });
        db.UnitPlacements.Add(new() { OrganizationId = Organization, Id = Guid.CreateVersion7(), UnitId = section, Path = section.ToString("N"), ValidFrom = Start, RecordedAt = Recorded });
        db.CompetencyProfiles.Add(new() { OrganizationId = Organization, Id = Profile, Name = new("資訊人員", "IT staff") });
        AddHolder(db, section, framework, Junior, "甲", Tier.Junior, 1);
        AddHolder(db, section, framework, Middle, "乙", Tier.Middle, 2);
        AddHolder(db, section, framework, null, null, null, 3);

        var version = new ProfileVersion { OrganizationId = Organization, Id = Version1, CompetencyProfileId = Profile, Number = 1, FrameworkVersionId = framework.Id, PreparedBy = by };
        db.ProfileVersions.Add(version);
        db.ProfileCells.Add(new() { OrganizationId = Organization, Id = Guid.CreateVersion7(), ProfileVersionId = Version1, CompetencyId = Competencies[0], Tier = Tier.Junior, Level = 2, IsCritical = true, Reason = "公共資料開放業務" });
        db.ProfileItems.Add(new() { OrganizationId = Organization, Id = Guid.CreateVersion7(), ProfileVersionId = Version1, CompetencyId = Competencies[0], Importance = 5 });
        await db.SaveChangesAsync();
        version.Publish(1, new(2026, 1, 1), new(2025, 12, 20), "甲人字第2號", null, by, Recorded);
        return await db.SaveChangesAsync();
    });

    private void AddHolder(JobAnalysisDb db, Guid section, FrameworkVersion framework, Guid? person, string? name, Tier? tier, int number)
    {
        Guid position = Guid.CreateVersion7(), appointment = Guid.CreateVersion7();
        db.Positions.Add(new() { OrganizationId = Organization, Id = position, Number = $"A00000{number}" });
        db.PositionFacts.Add(new() { OrganizationId = Organization, Id = Guid.CreateVersion7(), PositionId = position, Title = new("科員", "Officer"), GradeLow = 5, GradeHigh = 6, CompetencyProfileId = Profile, OfficialOrder = number, ValidFrom = Start, RecordedAt = Recorded });
        db.PositionPlacements.Add(new() { OrganizationId = Organization, Id = Guid.CreateVersion7(), PositionId = position, UnitId = section, ValidFrom = Start, RecordedAt = Recorded });
        if (person is not { } id) return;
        db.People.Add(new() { OrganizationId = Organization, Id = id, PersonId = id, PersonnelNumber = $"{number}", Name = name!, NameForSearch = name! });
        db.Appointments.Add(new() { OrganizationId = Organization, Id = appointment, PersonId = id, PositionId = position, Kind = AppointmentKind.Regular, DocumentNumber = "甲人字第3號", ValidFrom = Start, RecordedAt = Recorded });
        db.AppointmentTiers.Add(new() { OrganizationId = Organization, Id = Guid.CreateVersion7(), PersonId = id, AppointmentId = appointment, Tier = tier!.Value, OverrideReason = "測試", ValidFrom = Start, RecordedAt = Recorded });
        // Everybody has level 2 in the first two competencies and nothing else.
        byte[] levels = [2, 2, .. Enumerable.Repeat(GapCalculator.Nothing, 12)];
        db.AcceptedVectors.Add(new() { OrganizationId = Organization, PersonId = id, FrameworkId = framework.FrameworkId, Levels = levels, ValidFromDays = [.. levels.Select(_ => Start.DayNumber)], ValidToDays = [.. levels.Select(_ => Start.AddYears(5).DayNumber)], InputFlags = new byte[14] });
    }
}
