using JobAnalysis.Application.Notifications;
using JobAnalysis.Domain.Assessments;
using static JobAnalysis.Migrations.Demo.DemoDays;

namespace JobAnalysis.Migrations.Demo;

/// <summary>待辦 of the current round, claims, exemptions and drafts: each role finds something overdue, due today and due later.</summary>
internal sealed class TaskRows(DemoAgency agency, DemoOptions options, RoundRows rounds, ProfileRows profiles)
{
    /// <summary>The unit head's list of mock/home.png.</summary>
    private static readonly Dictionary<string, int> Scripted = new(StringComparer.Ordinal) { ["app-4"] = -3, ["app-5"] = 4, ["app-6"] = 0, ["app-head"] = 9, ["app-8"] = -1 };

    private DateOnly End => new DemoDays(options.Today).Round(RoundRows.Current).To.AddDays(-1);

    public IEnumerable<object> Build(DemoAgency.Member? onLeave) =>
        [.. rounds.People.Where(p => p.Member != onLeave && p.Member.Bearing.Count > 0).SelectMany(OfPerson), .. Drafts()];

    /// <summary>Approved and proposed releases, with the task of whoever decides.</summary>
    /// <param name="approver">Account of the head of personnel.</param>
    /// <param name="competencies">By ordinal.</param>
    public IEnumerable<object> Exemptions(Guid approver, Guid[] competencies)
    {
        var proposer = agency.MemberOf("app-head").AccountId!.Value;
        yield return ToExemption("app-8", 6, "本年度僅承辦文書與履約管理，資料分析由資料分析科統一辦理。", proposer, competencies, approver);
        yield return ToExemption("app-7", 1, "借用期間未接觸個人資料及AI工具，年底歸建後恢復。", proposer, competencies, approver);
        foreach (var (handle, ordinal, reason) in ((string, int, string)[])[("app-5", 4, "技術趨勢評估已集中由高級分析師辦理。"), ("app-4", 12, "負責系統下月停用，無後續維運。")])
        {
            var exemption = ToExemption(handle, ordinal, reason, proposer, competencies, null);
            yield return exemption;
            yield return ToTask(WorkTaskKind.DecideExemption, $"{handle}/{ordinal}", AddresseeKind.HrHead, options.Today.AddDays(handle == "app-5" ? -2 : 6), exemption.PersonId, exemption.Id, competencies[ordinal],
                waiting: agency.MemberOf("app-head").Id);
        }
    }

    private Exemption ToExemption(string handle, int ordinal, string reason, Guid proposer, Guid[] competencies, Guid? approver)
    {
        var (member, from) = (agency.MemberOf(handle), options.Today.AddDays(-30));
        return new()
        {
            OrganizationId = agency.Id,
            Id = agency.IdOf("exemption", $"{handle}/{ordinal}"),
            PersonId = member.Id,
            AppointmentId = member.Bearing[0].Appointment,
            CompetencyId = competencies[ordinal],
            Reason = reason,
            ProposedBy = proposer,
            ApprovedBy = approver,
            ApprovedAt = approver is null ? null : At(from),
            ValidFrom = from,
            ValidTo = options.Today.AddMonths(8),
            RecordedAt = At(from),
        };
    }

    private IEnumerable<WorkTask> OfPerson(RoundRows.Status status)
    {
        var (member, rater) = (status.Member, status.Rater);
        var due = DueOn(member);
        var round = rounds.RoundId(RoundRows.Current);
        if (!status.SelfDone) yield return ToTask(WorkTaskKind.AssessSelf, member.Key, AddresseeKind.Person, due, member.Id, round, addressee: member.Id);
        if (status.SelfDone && !status.Rated && rater is not null) yield return ToRaterTask(WorkTaskKind.RatePerson, member.Key, due, member, round, null);
        foreach (var (answer, competency) in status.Claims.Where(_ => rater is not null))
            yield return ToRaterTask(WorkTaskKind.AnswerClaim, member.Key, member.Seat.Line.Value("id") == "app-6" ? options.Today : due, member, answer, competency);
    }

    /// <summary>To the office of the head who rates, or to the rater that HR named.</summary>
    private WorkTask ToRaterTask(WorkTaskKind kind, string key, DateOnly due, DemoAgency.Member member, Guid subject, Guid? detail)
    {
        var office = agency.RaterOf(member) is { } head ? UnitHeadedBy(head, member) : (int?)null;
        return ToTask(kind, key, office is null ? AddresseeKind.Person : AddresseeKind.UnitHead, due, member.Id, subject, detail,
            unit: office is { } unit ? agency.UnitId(unit) : null, addressee: office is null ? rounds.NamedRater(member)?.Id : null, waiting: member.Id);
    }

    private int UnitHeadedBy(DemoAgency.Member head, DemoAgency.Member member)
    {
        var unit = member.Seat.Line.Unit;
        while (!head.Heads.Contains(unit)) unit = agency.Plan.Units[unit].Parent;
        return unit;
    }

    private IEnumerable<WorkTask> Drafts() => profiles.DraftKeys.Select((key, i) =>
        ToTask(WorkTaskKind.PublishProfile, key, AddresseeKind.HrOfficer, options.Today.AddDays(i == 0 ? 0 : 12), null, profiles.DraftId(key)));

    /// <summary>First-level units set their own dates within the round; two are late.</summary>
    private DateOnly DueOn(DemoAgency.Member member)
    {
        if (Scripted.TryGetValue(member.Seat.Line.Value("id") ?? "", out var scripted)) return options.Today.AddDays(scripted);
        return (agency.TopUnitOf(member.Seat.Line.Unit) % 4) switch { 0 => End, 1 => options.Today.AddDays(8), 2 => options.Today.AddDays(-2), _ => options.Today.AddDays(3) };
    }

    private WorkTask ToTask(
        WorkTaskKind kind, string key, AddresseeKind addresseeKind, DateOnly due, Guid? person, Guid? subject, Guid? detail = null, Guid? unit = null, Guid? addressee = null, Guid? waiting = null) => new()
        {
            OrganizationId = agency.Id,
            Id = agency.IdOf("task", $"{kind}/{key}"),
            Kind = kind,
            SubjectPersonId = person,
            SubjectId = subject,
            DetailId = detail,
            Addressee = addresseeKind,
            AddresseeUnitId = unit,
            AddresseePersonId = addressee,
            WaitingPersonId = waiting,
            DueOn = due,
            CreatedAt = At(new DemoDays(options.Today).Round(RoundRows.Current).From),
        };
}
