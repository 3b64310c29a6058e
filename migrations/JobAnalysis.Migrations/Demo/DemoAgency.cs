using JobAnalysis.Domain.Organizations;
using JobAnalysis.Migrations.Seed;

namespace JobAnalysis.Migrations.Demo;

/// <summary>What the later steps need to know of one agency: who sits where and who heads what.</summary>
internal sealed class DemoAgency(AgencyPlan plan, DemoOptions options)
{
    private readonly string prefix = $"demo/{options.SeedNumber}/{plan.Key}";

    public AgencyPlan Plan { get; } = plan;

    public Guid Id => StableId.Of(prefix);

    public OrganizationLevel Level => Enum.Parse<OrganizationLevel>(Plan.Head[5]);

    public List<Seat> Seats { get; } = [];

    public List<Member> Members { get; } = [];

    public Guid IdOf(string kind, string key) => StableId.Of($"{prefix}/{kind}/{key}");

    public Guid UnitId(int unit) => IdOf("unit", unit.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public Seat SeatOf(string handle) => Seats.Single(s => s.Line.Value("id") == handle);

    public Member MemberOf(string handle) => Members.Single(m => m.Seat.Line.Value("id") == handle);

    /// <summary>Whose duty it is to rate: the head of the nearest unit above or here who is somebody else; nobody above 本機關 (decisions.md 12).</summary>
    public Member? RaterOf(Member member)
    {
        for (var unit = member.Seat.Line.Unit; unit > 0; unit = Plan.Units[unit].Parent)
        {
            var heads = Members.Where(m => m.Heads.Contains(unit)).ToArray();
            if (heads.Length > 0 && !heads.Contains(member)) return heads[0];
        }
        return null;
    }

    /// <summary>The first-level unit, or 本機關 itself.</summary>
    public int TopUnitOf(int unit)
    {
        while (Plan.Units[unit].Parent > 0) unit = Plan.Units[unit].Parent;
        return unit;
    }

    /// <summary>A position.</summary>
    public sealed record Seat(Guid Id, AgencyPlan.PositionLine Line, Guid? ProfileId, Tier? Tier, Guid? TierRuleId);

    /// <summary>A person in the position of his 本職.</summary>
    public sealed class Member(Guid id, string key, string name, Seat seat, DateOnly since)
    {
        public Guid Id { get; } = id;

        /// <summary>Names the person's random streams and rows.</summary>
        public string Key { get; } = key;

        public string Name { get; } = name;

        public Seat Seat { get; } = seat;

        /// <summary>First day of the 本職.</summary>
        public DateOnly Since { get; } = since;

        /// <summary>Units headed with the right to rate: 本職, 兼任, 出缺代理.</summary>
        public HashSet<int> Heads { get; } = seat.Line.Is("head") ? [seat.Line.Unit] : [];

        /// <summary>Every appointment that carries a requirement today.</summary>
        public List<(Guid Appointment, Seat Seat)> Bearing { get; } = [];

        public Guid? AccountId { get; init; }
    }
}
