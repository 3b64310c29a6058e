using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Positions;
using JobAnalysis.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace JobAnalysis.Application.Tests.Assessments;

/// <summary>A small agency on a clone of the seeded database: units A1 ⊃ A11 and a 人事室, each with a head, two people in A11; messages go through the real pipeline.</summary>
internal sealed class AssessmentWorld : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly NpgsqlDataSource owner;
    private readonly ServiceProvider services;

    private AssessmentWorld(TestDatabase database)
    {
        this.database = database;
        owner = NpgsqlDataSource.Create(database.OwnerConnectionString);
        var collection = new ServiceCollection().AddLogging();
        collection.AddSingleton<TimeProvider>(Clock);
        services = collection.AddApplication(database.AppConnectionString, 4).BuildServiceProvider();
    }

    public StandingClock Clock { get; } = new(new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));

    public DateOnly Today => DateOnly.FromDateTime(Clock.Now.AddHours(8).DateTime);

    public Guid Agency { get; private set; }

    public AssessmentRound Round { get; private set; } = null!;

    public Guid VersionId { get; private set; }
    public Guid FrameworkId { get; private set; }
    public Guid Root { get; private set; }
    public Guid A1 { get; private set; }
    public Guid A11 { get; private set; }

    public Guid PersonnelUnit { get; private set; }

    public Member Chief { get; private set; } = null!;

    public Member Head { get; private set; } = null!;

    public Member Employee { get; private set; } = null!;

    public Member Colleague { get; private set; } = null!;

    public Member HrHead { get; private set; } = null!;

    public Member HrOfficer { get; private set; } = null!;

    /// <summary>Required of the tier by the adopted defaults, lowest ordinal first.</summary>
    public IReadOnlyList<Guid> RequiredItems { get; private set; } = [];

    public Guid VoluntaryItem { get; private set; }

    public sealed record Member(Guid PersonId, Guid AccountId, Guid AppointmentId, Guid PositionId);

    public static async Task<AssessmentWorld> CreateAsync()
    {
        var world = new AssessmentWorld(await Databases.CloneSeededAsync());
        await world.FillAsync();
        return world;
    }

    /// <summary>Another agency in the same database.</summary>
    public async Task<AssessmentWorld> BesideAsync()
    {
        var other = new AssessmentWorld(database);
        await other.FillAsync();
        return other;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await owner.DisposeAsync();
        await database.DisposeAsync();
    }

    public static Guid NewId() => Guid.CreateVersion7();

    /// <summary>Sends as an account, with its rights of this moment; a key makes it a form that can be sent twice.</summary>
    public async Task<T> AsAsync<T>(Guid accountId, IMessage<T> message, Guid? key = null)
    {
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
        (context.Actor, context.IdempotencyKey) = (await scope.ServiceProvider.GetRequiredService<ActorResolver>().Resolve(accountId, null, CancellationToken.None), key);
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(message, TestContext.Current.CancellationToken);
    }

    public Task<T> AsAsync<T>(Member member, IMessage<T> message, Guid? key = null) => AsAsync(member.AccountId, message, key);

    /// <summary>Lets the database's clock stand where this world's does.</summary>
    public async Task StopDatabaseClockAsync()
    {
        await using var command = owner.CreateCommand($"create or replace function run_clock() returns timestamptz language sql volatile as $$ select '{Clock.Now.UtcDateTime:yyyy-MM-dd HH:mm:ss}+00'::timestamptz $$");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Sends as the operator's tool does.</summary>
    public async Task<T> AsOperatorAsync<T>(IMessage<T> message)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Actor = Actor.System(Today, Agency);
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(message, TestContext.Current.CancellationToken);
    }

    /// <summary>Reads or writes as the owner of the data.</summary>
    public async Task<T> InDbAsync<T>(Func<JobAnalysisDb, Task<T>> work)
    {
        await using var db = Databases.Open(owner, Actor.System(Today, Agency));
        var result = await work(db);
        await db.SaveChangesAsync();
        return result;
    }

    public Task AddAsync(params object[] rows) => InDbAsync(db =>
    {
        db.AddRange(rows);
        return Task.FromResult(0);
    });

    public async Task AcceptAsync(Guid personId)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Actor = Actor.System(Today, Agency);
        await scope.ServiceProvider.GetRequiredService<JobAnalysis.Application.Assessments.LevelAcceptance>().Accept(Agency, personId, CancellationToken.None);
    }

    /// <summary>A submitted rating of any source, as an import would store it.</summary>
    public async Task<Guid> RateAsync(Guid personId, Guid competencyId, int level, DateOnly ratedOn, AssessmentSource source = AssessmentSource.Supervisor, string? comment = null, Guid? rater = null)
    {
        var assessment = new Assessment
        {
            OrganizationId = Agency,
            Id = NewId(),
            PersonId = personId,
            RoundId = Round.Id,
            Source = source,
            RaterPersonId = source is AssessmentSource.Test or AssessmentSource.Evidence ? null : rater ?? Head.PersonId,
            FrameworkVersionId = VersionId,
            BegunAt = Clock.Now,
        };
        var answer = new AssessmentAnswer
        {
            OrganizationId = Agency,
            Id = NewId(),
            PersonId = personId,
            AssessmentId = assessment.Id,
            CompetencyId = competencyId,
            Kind = AnswerKind.Rated,
            Level = level,
            Comment = comment,
            ChangedAt = Clock.Now,
        };
        assessment.Submit(1, ratedOn, Clock.Now);
        await AddAsync(assessment, answer);
        return answer.Id;
    }

    public Task<List<AcceptedLevel>> LevelsAsync(Guid personId) => InDbAsync(db =>
        db.AcceptedLevels.Where(l => l.PersonId == personId && l.SupersededAt == null).OrderBy(l => l.CompetencyId).ThenBy(l => l.ValidFrom).ToListAsync());

    public async Task<Guid> AddUnitAsync(Guid? parent, string path, UnitKind kind, string name, int order)
    {
        var unit = new Unit { OrganizationId = Agency, Id = NewId(), Name = new(name, null), Kind = kind };
        await AddAsync(unit, new UnitPlacement
        {
            OrganizationId = Agency,
            Id = NewId(),
            UnitId = unit.Id,
            ParentId = parent,
            Path = $"{path}{(path.Length == 0 ? "" : ".")}{unit.Id:N}",
            DisplayOrder = order,
            ValidFrom = new(2020, 1, 1),
            RecordedAt = Clock.Now,
        });
        return unit.Id;
    }

    public async Task<Member> AddMemberAsync(string name, Guid unit, Guid? heads = null, AppointmentKind kind = AppointmentKind.Regular, Tier tier = Tier.Junior)
    {
        var (account, person, position, appointment) = (NewId(), NewId(), NewId(), NewId());
        var start = new DateOnly(2021, 1, 1);
        await AddAsync(
            new Account { Id = account, UserName = $"{account:N}", NormalizedUserName = $"{account:N}".ToUpperInvariant(), DisplayName = name, CreatedAt = Clock.Now },
            new Person { OrganizationId = Agency, Id = person, PersonId = person, AccountId = account, PersonnelNumber = $"{person:N}"[^8..], Name = name, NameForSearch = name },
            new Position { OrganizationId = Agency, Id = position, Number = $"{position:N}"[^8..] },
            new PositionFacts
            {
                OrganizationId = Agency,
                Id = NewId(),
                PositionId = position,
                Title = new(heads is null ? "科員" : "主管", null),
                Category = PersonnelCategory.Appointed,
                GradeLow = 6,
                GradeHigh = 7,
                IsSupervisory = heads is not null,
                HeadsUnitId = heads,
                OfficialOrder = heads is null ? 50 : 10,
                ValidFrom = start,
                RecordedAt = Clock.Now,
            },
            new PositionPlacement { OrganizationId = Agency, Id = NewId(), PositionId = position, UnitId = unit, ValidFrom = start, RecordedAt = Clock.Now },
            new Appointment { OrganizationId = Agency, Id = appointment, PersonId = person, PositionId = position, Kind = kind, DocumentNumber = "人字第1號", ValidFrom = start, RecordedAt = Clock.Now },
            new AppointmentTier
            {
                OrganizationId = Agency,
                Id = NewId(),
                PersonId = person,
                AppointmentId = appointment,
                Tier = tier,
                OverrideReason = "試驗",
                ValidFrom = start,
                RecordedAt = Clock.Now,
            });
        return new(person, account, appointment, position);
    }

    private async Task FillAsync()
    {
        Agency = NewId();
        await AddAsync(
            new Organization { Id = Agency, Code = $"T{Agency:N}"[..12], Name = new("試驗部", "Test Ministry"), ShortName = new("試驗部", null) },
            new OrganizationPlacement { Id = NewId(), PlacedOrganizationId = Agency, Level = OrganizationLevel.CentralSecondLevel, ValidFrom = new(2020, 1, 1), RecordedAt = Clock.Now });
        await AdoptAsync();

        Root = await AddUnitAsync(null, "", UnitKind.Root, "本機關", 0);
        A1 = await AddUnitAsync(Root, $"{Root:N}", UnitKind.Business, "資訊處", 1);
        A11 = await AddUnitAsync(A1, $"{Root:N}.{A1:N}", UnitKind.Business, "應用系統科", 1);
        PersonnelUnit = await AddUnitAsync(Root, $"{Root:N}", UnitKind.Personnel, "人事室", 2);
        Chief = await AddMemberAsync("處長甲", A1, A1);
        Head = await AddMemberAsync("科長乙", A11, A11);
        Employee = await AddMemberAsync("科員丙", A11);
        Colleague = await AddMemberAsync("科員丁", A11);
        HrHead = await AddMemberAsync("主任戊", PersonnelUnit, PersonnelUnit);
        HrOfficer = await AddMemberAsync("科員己", PersonnelUnit);
        await this.GrantAsync(HrHead, Role.HrHead);
        await this.GrantAsync(HrOfficer, Role.HrOfficer);
    }

    private async Task AdoptAsync()
    {
        var version = await InDbAsync(db => db.FrameworkVersions.SingleAsync());
        var set = await InDbAsync(db => db.TierDefaultSets.OrderByDescending(s => s.Number).FirstAsync());
        (VersionId, FrameworkId) = (version.Id, version.FrameworkId);
        Round = new()
        {
            OrganizationId = Agency,
            Id = NewId(),
            Year = 2026,
            Name = new("115年度職能盤點", "2026 round"),
            FrameworkVersionId = version.Id,
            ValidFrom = new(2026, 10, 1),
            ValidTo = new(2026, 12, 1),
            DocumentNumber = "人字第3號",
        };
        await AddAsync(
            Round,
            new FrameworkAdoption
            {
                Id = NewId(),
                OwnerOrganizationId = Agency,
                FrameworkId = version.FrameworkId,
                FrameworkVersionId = version.Id,
                ValidFrom = new(2021, 1, 1),
                DocumentNumber = "人字第4號",
                RecordedBy = Actor.SystemAccountId,
                RecordedAt = Clock.Now,
            },
            new TierDefaultAdoption
            {
                OrganizationId = Agency,
                Id = NewId(),
                FrameworkId = version.FrameworkId,
                SetId = set.Id,
                ValidFrom = new(2021, 1, 1),
                RecordedBy = Actor.SystemAccountId,
                RecordedAt = Clock.Now,
            });
        var defaults = await InDbAsync(db => (
            from d in db.TierDefaults
            where d.SetId == set.Id && d.Tier == Tier.Junior
            join c in db.Competencies on d.CompetencyId equals c.Id
            orderby c.Ordinal
            select new { d.CompetencyId, d.Level }).ToListAsync());
        RequiredItems = [.. defaults.Where(d => d.Level > 0).Select(d => d.CompetencyId)];
        VoluntaryItem = defaults.First(d => d.Level == 0).CompetencyId;
    }
}
