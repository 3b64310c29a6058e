using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Positions;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.TestKit.Builders;

/// <summary>One small agency on a seeded database: a root unit and what a test adds. Every act is saved at once and raises the people it concerns.</summary>
public sealed class AgencyBuilder
{
    private static readonly DateTimeOffset Recorded = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TestApplication application;
    private int number;

    private AgencyBuilder(TestApplication application) => this.application = application;

    public Guid OrganizationId { get; } = Guid.CreateVersion7();

    public Guid RootUnitId { get; } = Guid.CreateVersion7();

    public Guid RoundId { get; } = Guid.CreateVersion7();

    public Guid FrameworkId { get; private set; }

    public Guid FrameworkVersionId { get; private set; }

    /// <summary>Competency ids by ordinal.</summary>
    public IReadOnlyList<Guid> Competencies { get; private set; } = [];

    public Actor System => Actor.System(new DateOnly(2026, 11, 23), OrganizationId);

    /// <summary>An agency that adopted the delivered framework from <paramref name="adoptedFrom"/>; null = adopts nothing.</summary>
    public static async Task<AgencyBuilder> CreateAsync(TestApplication application, string code, DateOnly? adoptedFrom)
    {
        var agency = new AgencyBuilder(application);
        await agency.ChangeAsync(async db =>
        {
            var version = await db.FrameworkVersions.SingleAsync();
            (agency.FrameworkId, agency.FrameworkVersionId) = (version.FrameworkId, version.Id);
            agency.Competencies = await db.Competencies.OrderBy(c => c.Ordinal).Select(c => c.Id).ToListAsync();
            db.Organizations.Add(new() { Id = agency.OrganizationId, Code = code, Name = new("測試機關", "Agency"), ShortName = new("測", "T") });
            db.Units.Add(new() { OrganizationId = agency.OrganizationId, Id = agency.RootUnitId, Name = new("本機關", null), Kind = UnitKind.Root });
            db.AssessmentRounds.Add(new()
            {
                OrganizationId = agency.OrganizationId,
                Id = agency.RoundId,
                Year = 2026,
                Name = new("115年度", "2026"),
                FrameworkVersionId = version.Id,
                ValidFrom = new(2026, 1, 1),
                DocumentNumber = "人字第1號",
            });
        });
        if (adoptedFrom is { } from) await agency.AdoptAsync(from, null);
        return agency;
    }

    public async Task ChangeAsync(Func<JobAnalysisDb, Task> change) => await application.UseAsync(System, async db =>
    {
        await change(db);
        return await db.SaveChangesAsync();
    });

    public Task<T> ReadAsync<T>(Func<JobAnalysisDb, Task<T>> read) => application.UseAsync(System, read);

    /// <summary>Raises the input revision of people (all when none is named), as whoever changes an input does.</summary>
    public Task<int> RaiseAsync(params Guid[] people) => ReadAsync(db => db.People.Where(p => people.Length == 0 || people.Contains(p.Id))
        .ExecuteUpdateAsync(p => p.SetProperty(x => x.InputRevision, x => x.InputRevision + 1)));

    public Task AdoptAsync(DateOnly from, DateOnly? to, bool includesSubordinates = false) => ChangeAsync(db =>
    {
        db.FrameworkAdoptions.Add(new()
        {
            Id = Guid.CreateVersion7(),
            OwnerOrganizationId = OrganizationId,
            FrameworkId = FrameworkId,
            FrameworkVersionId = FrameworkVersionId,
            ValidFrom = from,
            ValidTo = to,
            DocumentNumber = "人字第2號",
            IncludesSubordinates = includesSubordinates,
            RecordedBy = Actor.SystemAccountId,
            RecordedAt = Recorded,
        });
        return Task.CompletedTask;
    });

    public async Task<Guid> AddUnitAsync()
    {
        var id = Guid.CreateVersion7();
        await ChangeAsync(db => Done(db.Units.Add(new() { OrganizationId = OrganizationId, Id = id, Name = new("科", null), Kind = UnitKind.Business })));
        return id;
    }

    public async Task<Guid> AddProfileAsync()
    {
        var id = Guid.CreateVersion7();
        await ChangeAsync(db => Done(db.CompetencyProfiles.Add(new() { OrganizationId = OrganizationId, Id = id, Name = new("需求表", null) })));
        return id;
    }

    /// <summary>Publishes a version of a profile; the cells hold for every tier.</summary>
    public async Task<Guid> PublishAsync(Guid profileId, DateOnly effectiveFrom, params (int Ordinal, int? Level, bool IsCritical)[] cells)
    {
        var id = Guid.CreateVersion7();
        await ChangeAsync(async db =>
        {
            var version = new ProfileVersion
            {
                OrganizationId = OrganizationId,
                Id = id,
                CompetencyProfileId = profileId,
                Number = ++number,
                FrameworkVersionId = FrameworkVersionId,
                PreparedBy = Actor.SystemAccountId,
            };
            db.ProfileVersions.Add(version);
            await db.SaveChangesAsync();
            foreach (var tier in Enum.GetValues<Tier>())
            {
                foreach (var cell in cells)
                    db.ProfileCells.Add(new()
                    {
                        OrganizationId = OrganizationId,
                        Id = Guid.CreateVersion7(),
                        ProfileVersionId = id,
                        CompetencyId = Competencies[cell.Ordinal],
                        Tier = tier,
                        Level = cell.Level,
                        IsCritical = cell.IsCritical,
                    });
            }
            await db.SaveChangesAsync();
            version.Publish(version.Revision, effectiveFrom, effectiveFrom, "人字第3號", null, Actor.SystemAccountId, Recorded);
        });
        await RaiseAsync();
        return id;
    }

    /// <summary>A position in a unit (null = a contradiction: placed nowhere).</summary>
    public async Task<Guid> AddPositionAsync(Guid? unitId, Guid? profileId, DateOnly from)
    {
        var id = Guid.CreateVersion7();
        await ChangeAsync(db =>
        {
            db.Positions.Add(new() { OrganizationId = OrganizationId, Id = id, Number = $"A{++number:000000}" });
            if (unitId is { } unit) db.PositionPlacements.Add(new() { OrganizationId = OrganizationId, Id = Guid.CreateVersion7(), PositionId = id, UnitId = unit, ValidFrom = from, RecordedAt = Recorded });
            db.PositionFacts.Add(Facts(id, profileId, from, null));
            return Task.CompletedTask;
        });
        return id;
    }

    public PositionFacts Facts(Guid positionId, Guid? profileId, DateOnly from, DateOnly? to) => new()
    {
        OrganizationId = OrganizationId,
        Id = Guid.CreateVersion7(),
        PositionId = positionId,
        Title = new("科員", null),
        Category = PersonnelCategory.Appointed,
        GradeLow = 6,
        GradeHigh = 7,
        CompetencyProfileId = profileId,
        ValidFrom = from,
        ValidTo = to,
        RecordedAt = Recorded,
    };

    public async Task<Guid> AddPersonAsync()
    {
        var id = Guid.CreateVersion7();
        var name = $"測試員{++number}";
        await ChangeAsync(db => Done(db.People.Add(new() { OrganizationId = OrganizationId, Id = id, PersonId = id, PersonnelNumber = $"P{number}", Name = name, NameForSearch = name })));
        return id;
    }

    /// <summary>Appoints a person; a tier is written for the whole appointment, none = 需求未訂.</summary>
    public async Task<Guid> AppointAsync(Guid personId, Guid positionId, AppointmentKind kind, DateOnly from, DateOnly? to = null, Tier? tier = Tier.Junior)
    {
        var id = Guid.CreateVersion7();
        await ChangeAsync(db =>
        {
            db.Appointments.Add(new()
            {
                OrganizationId = OrganizationId,
                Id = id,
                PersonId = personId,
                PositionId = positionId,
                Kind = kind,
                DocumentNumber = "人字第4號",
                ValidFrom = from,
                ValidTo = to,
                RecordedAt = Recorded,
            });
            if (tier is { } column)
                db.AppointmentTiers.Add(new()
                {
                    OrganizationId = OrganizationId,
                    Id = Guid.CreateVersion7(),
                    PersonId = personId,
                    AppointmentId = id,
                    Tier = column,
                    OverrideReason = "測試",
                    ValidFrom = from,
                    ValidTo = to,
                    RecordedAt = Recorded,
                });
            return Task.CompletedTask;
        });
        await RaiseAsync(personId);
        return id;
    }

    /// <summary>A person with a 本職 in a new position.</summary>
    public async Task<(Guid Person, Guid Appointment)> AddHolderAsync(Guid unitId, Guid? profileId, DateOnly from, Tier? tier = Tier.Junior)
    {
        var person = await AddPersonAsync();
        return (person, await AppointAsync(person, await AddPositionAsync(unitId, profileId, from), AppointmentKind.Regular, from, tier: tier));
    }

    /// <summary>A level as a submitted supervisor rating left it: it closes the one that runs, and is accepted from a day until another.</summary>
    public async Task AcceptAsync(Guid personId, int ordinal, int level, DateOnly from, DateOnly? to)
    {
        await ChangeAsync(db => AcceptAsync(db, personId, ordinal, level, from, to));
        await RaiseAsync(personId);
    }

    /// <summary>As above inside somebody's transaction; the caller raises the person.</summary>
    public async Task AcceptAsync(JobAnalysisDb db, Guid personId, int ordinal, int level, DateOnly from, DateOnly? to)
    {
        var competency = Competencies[ordinal];
        foreach (var row in await db.AcceptedLevels.Where(l => l.PersonId == personId && l.CompetencyId == competency && l.SupersededAt == null && (l.ValidTo == null || l.ValidTo > from)).ToListAsync())
        {
            row.SupersededAt = Recorded.AddYears(2);
            await db.SaveChangesAsync();
            if (row.ValidFrom < from) db.AcceptedLevels.Add(Level(row.PersonId, competency, row.Level, row.ValidFrom, from, row.AssessmentId, row.AnswerId));
        }
        var assessment = new Assessment { OrganizationId = OrganizationId, Id = Guid.CreateVersion7(), PersonId = personId, RoundId = RoundId, Source = AssessmentSource.Test, FrameworkVersionId = FrameworkVersionId };
        var answer = new AssessmentAnswer
        {
            OrganizationId = OrganizationId,
            Id = Guid.CreateVersion7(),
            PersonId = personId,
            AssessmentId = assessment.Id,
            CompetencyId = competency,
            Kind = AnswerKind.Rated,
            Level = level,
            ChangedAt = Recorded,
        };
        db.AddRange(assessment, answer, Level(personId, competency, level, from, to, assessment.Id, answer.Id));
    }

    private AcceptedLevel Level(Guid personId, Guid competency, int level, DateOnly from, DateOnly? to, Guid assessmentId, Guid answerId) => new()
    {
        OrganizationId = OrganizationId,
        Id = Guid.CreateVersion7(),
        PersonId = personId,
        CompetencyId = competency,
        Level = level,
        Source = AssessmentSource.Test,
        AnswerId = answerId,
        AssessmentId = assessmentId,
        RuleClause = "FloorAlone",
        RuleVersion = 1,
        RatedOn = from,
        ValidFrom = from,
        ValidTo = to,
        RecordedAt = Recorded,
    };

    private static Task Done(object added) => Task.FromResult(added);
}
