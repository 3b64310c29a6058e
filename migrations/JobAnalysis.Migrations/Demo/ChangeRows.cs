using JobAnalysis.Domain.Organizations;
using static JobAnalysis.Migrations.Demo.DemoDays;

namespace JobAnalysis.Migrations.Demo;

/// <summary>What makes an agency real: 兼任, both kinds of 代理, 借調, 留職停薪, raters named by HR.</summary>
internal sealed class ChangeRows(DemoAgency ministry, DemoAgency agency, DemoAgency county, DemoOptions options)
{
    private int number = 5000;

    public IReadOnlyList<object> Build() =>
    [
        .. Hold(ministry, "planning-deputy", "pr-head", AppointmentKind.Concurrent, options.Today.AddMonths(-7), null),
        .. Hold(ministry, "security-acting", "security-head", AppointmentKind.ActingVacancy, options.Today.AddMonths(-6), null),
        .. Hold(ministry, "network-acting", "network-head", AppointmentKind.ActingVacancy, options.Today.AddMonths(-1), options.Today.AddMonths(5)),
        .. Hold(ministry, "intl-acting", "intl-head", AppointmentKind.ActingLeave, options.Today.AddDays(-12), options.Today.AddDays(45)),
        .. SecondInside(), .. SecondOut(), OnLeave(), .. Raters(ministry), .. Raters(agency), .. Raters(county),
    ];

    private IEnumerable<object> Hold(DemoAgency where, string who, string what, AppointmentKind kind, DateOnly from, DateOnly? to)
    {
        var (member, seat) = (where.MemberOf(who), where.SeatOf(what));
        var id = where.IdOf("appointment", $"{who}/{what}");
        yield return new Appointment
        {
            OrganizationId = where.Id,
            Id = id,
            PersonId = member.Id,
            PositionId = seat.Id,
            Kind = kind,
            DocumentNumber = Letter($"{where.Plan.Head[2]}人", from, number++),
            ValidFrom = from,
            ValidTo = to,
            RecordedAt = At(from),
        };
        if (AgencyRows.TierRow(where, member.Id, id, seat, from, to) is { } tier) yield return tier;
        if (kind is not AppointmentKind.ActingLeave) member.Heads.Add(seat.Line.Unit);
        if (RequirementBearing.Bears(kind, from, to, [], options.Today)) member.Bearing.Add((id, seat));
    }

    /// <summary>公共服務科 lends somebody to 應用系統科, whose head may look at him while it lasts.</summary>
    private IEnumerable<object> SecondInside()
    {
        var (member, host) = (ministry.MemberOf("seconded-inside"), ministry.MemberOf("app-head"));
        var (from, to) = (options.Today.AddMonths(-3), options.Today.AddMonths(9));
        var unit = host.Seat.Line.Unit;
        yield return new Appointment
        {
            OrganizationId = ministry.Id,
            Id = ministry.IdOf("appointment", "seconded-inside/host"),
            PersonId = member.Id,
            Kind = AppointmentKind.Secondment,
            DocumentNumber = Letter($"{ministry.Plan.Head[2]}人", from, number++),
            HostOrganizationId = ministry.Id,
            HostUnit = ministry.Plan.Units[unit].Name,
            HostUnitId = ministry.UnitId(unit),
            ValidFrom = from,
            ValidTo = to,
            RecordedAt = At(from),
        };
        yield return Share(ministry, member, host.AccountId!.Value, PersonShareKind.SecondmentHost, "借調期間由借調單位主管提供觀察", from, to);
    }

    /// <summary>The subordinate agency lends somebody to the ministry: a row of the home agency with the host as reference data.</summary>
    private IEnumerable<object> SecondOut()
    {
        var (member, host) = (agency.MemberOf("seconded-out"), ministry.MemberOf("it-director"));
        var (from, to) = (options.Today.AddMonths(-2), options.Today.AddMonths(10));
        yield return new Appointment
        {
            OrganizationId = agency.Id,
            Id = agency.IdOf("appointment", "seconded-out/host"),
            PersonId = member.Id,
            Kind = AppointmentKind.Secondment,
            DocumentNumber = Letter($"{agency.Plan.Head[2]}人", from, number++),
            HostOrganizationId = ministry.Id,
            HostUnit = $"{ministry.Plan.Head[0]}{ministry.Plan.Units[host.Seat.Line.Unit].Name}",
            ValidFrom = from,
            ValidTo = to,
            RecordedAt = At(from),
        };
        yield return Share(agency, member, host.AccountId!.Value, PersonShareKind.SecondmentHost, "借調期間由借調機關主管提供觀察", from, to);
    }

    private LeaveWithoutPay OnLeave()
    {
        var from = options.Today.AddMonths(-8);
        return new()
        {
            OrganizationId = ministry.Id,
            Id = ministry.IdOf("leave-without-pay", "1"),
            PersonId = ministry.MemberOf("parental-leave").Id,
            DocumentNumber = Letter($"{ministry.Plan.Head[2]}人", from, number++),
            ValidFrom = from,
            ValidTo = options.Today.AddMonths(4),
            RecordedAt = At(from),
        };
    }

    /// <summary>Heads directly below the head of the agency, who derives nothing from his position: HR named the 主任秘書 (秘書長). 人事, 主計, 政風 keep their own line.</summary>
    private IEnumerable<PersonShare> Raters(DemoAgency where)
    {
        var rater = where.MemberOf("chief-secretary");
        return where.Members
            .Where(m => m != rater && m.Seat.Line.Unit > 0 && where.RaterOf(m) is null && where.Plan.Units[m.Seat.Line.Unit].Kind is UnitKind.Business)
            .Select(m => Share(where, m, rater.AccountId!.Value, PersonShareKind.AssignedRater, "一級單位主管由主任秘書（秘書長）評估", options.Today.AddMonths(-26), null));
    }

    private static PersonShare Share(DemoAgency where, DemoAgency.Member member, Guid viewer, PersonShareKind kind, string reason, DateOnly from, DateOnly? to) => new()
    {
        OrganizationId = where.Id,
        Id = where.IdOf("person-share", $"{member.Key}/{kind}"),
        PersonId = member.Id,
        ViewerAccountId = viewer,
        Kind = kind,
        Reason = reason,
        ValidFrom = from,
        ValidTo = to,
    };
}
