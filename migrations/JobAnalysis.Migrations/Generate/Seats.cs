using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Migrations.Generate;

/// <summary>What a seat asks for: grades, tier, profile, required levels. A seat is a position with its appointment: number = person, or people + n for the n-th second one.</summary>
internal sealed class Seats
{
    private static readonly (int Low, int High)[] Grades = [(3, 5), (6, 7), (8, 9), (9, 9), (10, 11), (13, 14)];

    private readonly Nation nation;
    private readonly Dictionary<(OrganizationLevel Level, int Grade, bool Heads), TierRuleRow> tiers = [];

    /// <exception cref="InvalidOperationException">The delivered tier rules leave a grade out.</exception>
    public Seats(Nation nation, IReadOnlyList<TierRuleRow> rules)
    {
        this.nation = nation;
        foreach (var level in nation.Agencies.Select(a => a.Level).Distinct())
        {
            foreach (var (grade, span) in Grades.Index())
            {
                foreach (var heads in (bool[])[false, true])
                {
                    tiers[(level, grade, heads)] = TierRules.Resolve(rules, PersonnelCategory.Appointed, span.High, heads, level, nation.Options.Today, Guid.Empty)
                        ?? throw new InvalidOperationException($"no tier rule for grade {span.High}, {level}");
                }
            }
        }
    }

    public int Count => nation.People + nation.Seconds.Count;

    /// <param name="Number">Of the seat.</param>
    /// <param name="Agency">The agency.</param>
    /// <param name="Person">Who holds it.</param>
    /// <param name="Local">Number of the person in the agency.</param>
    /// <param name="Unit">Unit of the position.</param>
    /// <param name="Kind">本職 or the second one.</param>
    /// <param name="Heads">Unit headed.</param>
    /// <param name="Grade">Grades of the position.</param>
    /// <param name="Profile">職能需求表, numbered over all agencies.</param>
    /// <param name="Rule">Row that gives the tier.</param>
    public readonly record struct Seat(int Number, Agency Agency, int Person, int Local, int Unit, AppointmentKind Kind, int? Heads, (int Low, int High) Grade, int Profile, TierRuleRow Rule);

    /// <summary>Agency by agency, as personnel data are imported: 本職 of all, then the second appointments.</summary>
    public IEnumerable<Seat> All()
    {
        foreach (var agency in nation.Agencies)
        {
            for (var local = 0; local < agency.Size; local++) yield return OfPerson(agency, local);
        }
        foreach (var (index, second) in nation.Seconds.Index())
            yield return Make(nation.People + index, second.Agency, second.Local, second.Unit, second.Kind, null);
    }

    public Seat OfPerson(Agency agency, int local) => Make(agency.FirstPerson + local, agency, local, agency.UnitOf(local), AppointmentKind.Regular, agency.HeadedBy(local));

    /// <summary>Own level of a cell; null where the profile inherits the default. Every item is required.</summary>
    public int? OwnLevel(int profile, Tier tier, int ordinal)
    {
        var bits = nation.Random.Bits(Kind.Cell, ((long)profile * 64) + ordinal);
        return (bits >> ((int)tier * 8)) % 10 == 0 ? null : 1 + (int)((bits >> 32) % 3) + (int)tier;
    }

    public bool IsCritical(int profile, Tier tier, int ordinal) => (nation.Random.Bits(Kind.Cell, ((long)profile * 64) + ordinal) >> (40 + ((int)tier * 4))) % 8 == 0;

    public int RequiredLevel(int profile, Tier tier, int ordinal) => OwnLevel(profile, tier, ordinal) ?? SyntheticFramework.DefaultLevel(tier, ordinal);

    private Seat Make(int number, Agency agency, int local, int unit, AppointmentKind kind, int? heads)
    {
        var draw = nation.Random.Next(Kind.Grade, number, 10);
        var grade = heads switch { 0 => 5, { } headed when headed <= agency.Divisions => 4, not null => 3, null => draw < 2 ? 0 : draw < 8 ? 1 : 2 };
        var profile = agency.FirstProfile + ((unit * 5 / 2) + nation.Random.Next(Kind.Choice, number, 3)) % agency.Profiles;
        return new(number, agency, agency.FirstPerson + local, local, unit, kind, heads, Grades[grade], profile, tiers[(agency.Level, grade, heads is not null)]);
    }
}
