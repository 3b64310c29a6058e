using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;
using JobAnalysis.TestKit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JobAnalysis.Application.Tests.Organizations;

/// <summary>Reversed, overlapping and cyclic facts are refused by the database, whoever writes, and said in the reader's words.</summary>
public sealed class DatedFactsTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 1, 1);
    private static readonly DateTimeOffset Recorded = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Guid organization = Guid.CreateVersion7();
    private readonly Guid person = Guid.CreateVersion7();
    private readonly Guid position = Guid.CreateVersion7();
    private readonly Guid root = Guid.CreateVersion7();
    private readonly Guid section = Guid.CreateVersion7();
    private TestDatabase database = null!;
    private TestApplication application = null!;

    private Actor Hr => Actor.System(Day, organization);

    public async ValueTask InitializeAsync()
    {
        database = await Databases.CloneSeededAsync();
        application = new(database.AppConnectionString);
        await Write(db =>
        {
            db.Organizations.Add(new() { Id = organization, Code = "A1", Name = new("甲機關", "Agency A"), ShortName = new("甲", "A") });
            db.Units.Add(new() { OrganizationId = organization, Id = root, Name = new("本機關", null), Kind = UnitKind.Root });
            db.Units.Add(new() { OrganizationId = organization, Id = section, Name = new("科", null), Kind = UnitKind.Business });
            db.Positions.Add(new() { OrganizationId = organization, Id = position, Number = "A000001" });
            db.People.Add(new() { OrganizationId = organization, Id = person, PersonId = person, PersonnelNumber = "1", Name = "王", NameForSearch = "王" });
        });
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        await database.DisposeAsync();
    }

    private Task<int> Write(Action<JobAnalysisDb> change) => application.UseAsync(Hr, db =>
    {
        change(db);
        return db.SaveChangesAsync();
    });

    private async Task<string> Refused(Action<JobAnalysisDb> change) => (await Assert.ThrowsAsync<RuleViolationException>(() => Write(change))).Code;

    private static string Path(params Guid[] units) => string.Join('.', units.Select(u => u.ToString("N")));

    private UnitPlacement Placed(Guid unit, Guid? parent, string path, DateOnly from, DateOnly? to = null) =>
        new() { OrganizationId = organization, Id = Guid.CreateVersion7(), UnitId = unit, ParentId = parent, Path = path, ValidFrom = from, ValidTo = to, RecordedAt = Recorded };

    private Appointment Regular(DateOnly from, DateOnly? to) =>
        new() { OrganizationId = organization, Id = Guid.CreateVersion7(), PersonId = person, PositionId = position, Kind = AppointmentKind.Regular, DocumentNumber = "甲人字第1號", ValidFrom = from, ValidTo = to, RecordedAt = Recorded };

    [Fact]
    public async Task A_unit_cannot_be_its_own_superior() =>
        Assert.Equal("organizations.unit-cycle", await Refused(db => db.UnitPlacements.Add(Placed(section, root, Path(root, section, root, section), Day))));

    [Fact]
    public async Task A_unit_is_at_one_place_a_day()
    {
        await Write(db => db.UnitPlacements.Add(Placed(section, root, Path(root, section), Day, Day.AddDays(10))));
        Assert.Equal("organizations.placement-overlaps", await Refused(db => db.UnitPlacements.Add(Placed(section, root, Path(root, section), Day.AddDays(9)))));
        await Write(db => db.UnitPlacements.Add(Placed(section, root, Path(root, section), Day.AddDays(10))));
    }

    [Fact]
    public async Task A_tree_forty_deep_works()
    {
        Guid[] units = [root, .. Enumerable.Range(0, 40).Select(_ => Guid.CreateVersion7())];
        await Write(db =>
        {
            foreach (var (index, unit) in units.Index())
            {
                if (index > 0) db.Units.Add(new() { OrganizationId = organization, Id = unit, Name = new($"第{index}層", null), Kind = UnitKind.Business });
                db.UnitPlacements.Add(Placed(unit, index == 0 ? null : units[index - 1], Path(units[..(index + 1)]), Day));
            }
        });
        Assert.Equal(41, await application.UseAsync(Hr, db => db.UnitPlacements.CountAsync()));
    }

    [Fact]
    public async Task A_person_has_one_regular_post_and_a_post_one_incumbent()
    {
        await Write(db => db.Appointments.Add(Regular(Day, Day.AddDays(30))));
        Assert.Equal("organizations.appointment-overlaps", await Refused(db => db.Appointments.Add(Regular(Day.AddDays(29), null))));
        await Write(db => db.Appointments.Add(Regular(Day.AddDays(30), null)));
    }

    [Fact]
    public async Task A_period_that_ends_before_it_begins_is_refused()
    {
        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => Write(db => db.Appointments.Add(Regular(Day, Day))));
        Assert.Equal("ck_appointment_period", Assert.IsType<PostgresException>(refused.InnerException).ConstraintName);
    }

    [Fact]
    public async Task A_position_has_one_to_three_adjoining_grades()
    {
        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => Write(db => db.PositionFacts.Add(new()
        {
            OrganizationId = organization,
            Id = Guid.CreateVersion7(),
            PositionId = position,
            Title = new("科員", null),
            GradeLow = 5,
            GradeHigh = 8,
            ValidFrom = Day,
            RecordedAt = Recorded,
        })));
        Assert.Equal("ck_position_facts_grade", Assert.IsType<PostgresException>(refused.InnerException).ConstraintName);
    }

    [Fact]
    public async Task A_row_of_another_agency_is_not_written()
    {
        var other = Actor.System(Day, Guid.CreateVersion7());
        await Assert.ThrowsAsync<InvalidOperationException>(() => application.UseAsync(other, db =>
        {
            db.Appointments.Add(Regular(Day, null));
            return db.SaveChangesAsync();
        }));
    }

    [Fact]
    public async Task No_scope_sees_no_rows()
    {
        Assert.Equal(0, await application.UseAsync(null, db => db.Units.CountAsync()));
        Assert.Equal(0, await application.UseAsync(null, db => db.People.CountAsync()));
        Assert.Equal(2, await application.UseAsync(Hr, db => db.Units.CountAsync()));
    }
}
