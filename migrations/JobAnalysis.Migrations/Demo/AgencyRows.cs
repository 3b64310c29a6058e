using System.Globalization;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Positions;
using JobAnalysis.Domain.Shared;
using static JobAnalysis.Migrations.Demo.DemoDays;

namespace JobAnalysis.Migrations.Demo;

/// <summary>Agency, units, positions, and the people in them with their 本職.</summary>
internal sealed class AgencyRows(DemoAgency agency, DemoOptions options, Catalog catalog, DemoNames names, IReadOnlyList<ProfilePlan> profiles, AccountRows accounts)
{
    private readonly Dictionary<string, string> titles = DemoText.Titles();
    private readonly string word = $"{agency.Plan.Head[2]}人";

    /// <param name="parent">上級機關, or null.</param>
    public IEnumerable<object> Build(DemoAgency? parent)
    {
        var head = agency.Plan.Head;
        yield return new Organization { Id = agency.Id, Code = head[4], Name = new(head[0], head[1]), ShortName = new(head[2], head[3]) };
        yield return new OrganizationPlacement
        {
            Id = agency.IdOf("placement", "1"),
            PlacedOrganizationId = agency.Id,
            ParentId = parent?.Id,
            SupervisingId = parent?.Id,
            Level = agency.Level,
            ValidFrom = Beginning,
            RecordedAt = At(Beginning),
        };
        for (var unit = 0; unit < agency.Plan.Units.Count; unit++)
        {
            foreach (var row in UnitRows(unit)) yield return row;
        }
        foreach (var row in agency.Plan.Positions.SelectMany(PositionRows)) yield return row;
    }

    private IEnumerable<object> UnitRows(int unit)
    {
        var line = agency.Plan.Units[unit];
        List<string> path = [];
        for (var at = unit; at >= 0; at = agency.Plan.Units[at].Parent) path.Insert(0, agency.UnitId(at).ToString("N"));
        yield return new Unit { OrganizationId = agency.Id, Id = agency.UnitId(unit), Name = new(line.Name, line.English), Kind = line.Kind };
        yield return new UnitPlacement
        {
            OrganizationId = agency.Id,
            Id = agency.IdOf("unit-placement", $"{unit}"),
            UnitId = agency.UnitId(unit),
            ParentId = line.Parent < 0 ? null : agency.UnitId(line.Parent),
            Path = string.Join('.', path),
            DisplayOrder = line.Order,
            ValidFrom = Beginning,
            RecordedAt = At(Beginning),
        };
    }

    private IEnumerable<object> PositionRows(AgencyPlan.PositionLine line, int index)
    {
        var key = index.ToString("000", CultureInfo.InvariantCulture);
        var seat = ToSeat(line, key);
        agency.Seats.Add(seat);
        var number = line.Category is PersonnelCategory.Appointed ? $"{agency.Plan.Head[6]}{(index + 1) * 10:00000}" : $"{line.Category.ToString()[0]}{index + 1:000}";
        yield return new Position { OrganizationId = agency.Id, Id = seat.Id, Number = number };
        yield return new PositionFacts
        {
            OrganizationId = agency.Id,
            Id = agency.IdOf("position-facts", key),
            PositionId = seat.Id,
            Title = new(line.Title, titles[line.Title]),
            Category = line.Category,
            GradeLow = line.GradeRange?.Low,
            GradeHigh = line.GradeRange?.High,
            GradeText = line.GradeRange is null ? line.Grades : null,
            JobSeries = line.Series,
            IsSupervisory = line.Is("head"),
            HeadsUnitId = line.Is("head") ? agency.UnitId(line.Unit) : null,
            OfficialOrder = line.OfficialOrder,
            JobFamilyId = Profile(line) is { } profile ? agency.IdOf("job-family", profile.Family) : null,
            CompetencyProfileId = seat.ProfileId,
            ValidFrom = Beginning,
            RecordedAt = At(Beginning),
        };
        yield return new PositionPlacement
        {
            OrganizationId = agency.Id,
            Id = agency.IdOf("position-placement", key),
            PositionId = seat.Id,
            UnitId = agency.UnitId(line.Unit),
            ValidFrom = Beginning,
            RecordedAt = At(Beginning),
        };
        if (line.Is("vacant")) yield break;
        foreach (var row in IncumbentRows(seat, key)) yield return row;
    }

    private IEnumerable<object> IncumbentRows(DemoAgency.Seat seat, string key)
    {
        var random = new DemoRandom(options.SeedNumber, $"{agency.Plan.Key}/incumbent/{key}");
        var name = seat.Line.Value("name") is { } given ? names.Take(given) : names.Next($"{agency.Plan.Key}/{key}");
        // One in twelve came within the last ten months: no rating of last year.
        var since = seat.Line.Value("name") is null && random.Chance(8)
            ? options.Today.AddDays(-20 - random.Next(280))
            : FirstOfMonth(options.Today.AddMonths(-30 - random.Next(90))).AddDays(random.Next(28));
        var member = new DemoAgency.Member(agency.IdOf("person", key), key, name, seat, since < Beginning ? Beginning : since)
        {
            AccountId = accounts.AccountOf(agency.Plan.Key, seat.Line.Value("id")),
        };
        agency.Members.Add(member);
        yield return new Person
        {
            OrganizationId = agency.Id,
            Id = member.Id,
            PersonId = member.Id,
            AccountId = member.AccountId,
            PersonnelNumber = $"{agency.Plan.Head[6]}-{agency.Members.Count:0000}",
            Name = name,
            NameForSearch = CleanText.ForSearch(name),
            ConfirmedGrade = Confirmed(seat.Line, random),
        };
        var appointment = agency.IdOf("appointment", key);
        member.Bearing.Add((appointment, seat));
        yield return new Appointment
        {
            OrganizationId = agency.Id,
            Id = appointment,
            PersonId = member.Id,
            PositionId = seat.Id,
            Kind = AppointmentKind.Regular,
            DocumentNumber = Letter(word, member.Since, 1000 + random.Next(900_000)),
            ValidFrom = member.Since,
            RecordedAt = At(member.Since),
        };
        if (TierRow(agency, member.Id, appointment, seat, member.Since, null) is { } tier) yield return tier;
    }

    /// <summary>審定職等: most hold a grade of the position; the plan names who holds it 權理.</summary>
    private static int? Confirmed(AgencyPlan.PositionLine line, DemoRandom random)
    {
        if (line.Value("grade") is { } given) return int.Parse(given, CultureInfo.InvariantCulture);
        return line.GradeRange is var (low, high) ? low + random.Next(high - low + 1) : null;
    }

    public static AppointmentTier? TierRow(DemoAgency agency, Guid person, Guid appointment, DemoAgency.Seat seat, DateOnly from, DateOnly? to)
    {
        var start = from < FirstTierRule ? FirstTierRule : from;
        return seat.Tier is not { } tier || to <= start ? null : new()
        {
            OrganizationId = agency.Id,
            Id = agency.IdOf("appointment-tier", appointment.ToString("N")),
            PersonId = person,
            AppointmentId = appointment,
            Tier = tier,
            TierRuleId = seat.TierRuleId,
            ValidFrom = start,
            ValidTo = to,
            RecordedAt = At(start),
        };
    }

    private DemoAgency.Seat ToSeat(AgencyPlan.PositionLine line, string key)
    {
        var rule = TierRules.Resolve(catalog.TierRules, line.Category, line.GradeRange?.High, line.Is("head"), agency.Level, options.Today, agency.Id);
        return new(agency.IdOf("position", key), line, Profile(line) is { } profile ? agency.IdOf("profile", profile.Key) : null, rule?.Tier, rule?.Id);
    }

    private ProfilePlan? Profile(AgencyPlan.PositionLine line) =>
        line.Profile is null ? null : profiles.Single(p => p.Agency == agency.Plan.Key && p.Key == line.Profile);
}
