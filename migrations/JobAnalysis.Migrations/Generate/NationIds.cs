using JobAnalysis.Domain.Assessments;

namespace JobAnalysis.Migrations.Generate;

/// <summary>Ids that several tables speak of.</summary>
internal sealed class NationIds
{
    private static readonly DateTimeOffset Beginning = NationDays.At(NationDays.Beginning);
    private readonly Nation nation;
    private readonly NationDays days;
    private readonly int[] firstUnits;
    private readonly Guid[] organizations;

    public NationIds(Nation nation)
    {
        (this.nation, days) = (nation, new(nation.Options.Today));
        organizations = [.. nation.Agencies.Select(a => nation.Random.Id(Kind.Organization, a.Index, Beginning))];
        firstUnits = new int[nation.Agencies.Count + 1];
        foreach (var agency in nation.Agencies) firstUnits[agency.Index + 1] = firstUnits[agency.Index] + agency.Units;
    }

    public Guid Organization(Agency agency) => organizations[agency.Index];

    public int UnitIndex(Agency agency, int unit) => firstUnits[agency.Index] + unit;

    public Guid Unit(Agency agency, int unit) => nation.Random.Id(Kind.Unit, UnitIndex(agency, unit), Beginning);

    /// <summary>People came into the system agency by agency.</summary>
    public Guid Person(int person) => nation.Random.Id(Kind.Person, person, Imported(person));

    /// <summary>Positions and appointments: those of 本職 first, then the second ones.</summary>
    public Guid Position(int seat) => nation.Random.Id(Kind.Position, seat, Imported(seat));

    public Guid Appointment(int seat) => nation.Random.Id(Kind.Appointment, seat, Imported(seat));

    public Guid Profile(int profile) => nation.Random.Id(Kind.Profile, profile, Beginning);

    public Guid ProfileVersion(int profile) => nation.Random.Id(Kind.ProfileVersion, profile, NationDays.At(days.Adopted));

    public Guid JobFamily(Agency agency, int family) => nation.Random.Id(Kind.JobFamily, ((long)agency.Index << 20) | (uint)family, Beginning);

    public Guid Round(Agency agency, int round) => nation.Random.Id(Kind.Round, (agency.Index * 10L) + round, NationDays.At(days.RoundFrom(round)));

    public Guid Assessment(int person, int round, AssessmentSource source, DateOnly on) => nation.Random.Id(Kind.Assessment, Paper(person, round, source), NationDays.At(on));

    public Guid Answer(int person, int round, AssessmentSource source, int ordinal, DateOnly on) =>
        nation.Random.Id(Kind.Answer, (Paper(person, round, source) << 6) | (uint)ordinal, NationDays.At(on));

    private static long Paper(int person, int round, AssessmentSource source) => ((long)person << 3) | ((uint)round << 1) | (source is AssessmentSource.Self ? 0u : 1u);

    private DateTimeOffset Imported(int index) => NationDays.At(days.Adopted).AddMilliseconds(index * 10L);
}
