using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Migrations.Generate;

/// <summary>Who is where: agencies of skewed sizes, their unit trees, who sits in which unit, who holds two appointments.</summary>
internal sealed class Nation
{
    private const int MostAgencies = 400;
    private const double LargestShare = 1.0 / 8;

    private Nation(GenerateOptions options, IReadOnlyList<Agency> agencies)
    {
        (Options, Agencies, Random) = (options, agencies, new(options.Seed));
        Seconds = [.. FindSeconds()];
    }

    public GenerateOptions Options { get; }

    public SeededRandom Random { get; }

    public IReadOnlyList<Agency> Agencies { get; }

    /// <summary>People with a 兼任 or 出缺代理 besides their 本職.</summary>
    public IReadOnlyList<Second> Seconds { get; }

    public int People => Options.People;

    /// <summary>Has the agency ratings, not only what came of them?</summary>
    public bool IsRated(Agency agency) => agency.Index < Options.RatedAgencies;

    /// <summary>A second appointment in a vacant position of another unit.</summary>
    public sealed record Second(Agency Agency, int Local, int Unit, AppointmentKind Kind);

    public static Nation Of(GenerateOptions options)
    {
        var sizes = Sizes(options.People);
        List<Agency> agencies = [];
        var (person, profile) = (0, 0);
        foreach (var (index, size) in sizes.Index())
        {
            var agency = new Agency(index, size, person, profile, LevelOf(index, sizes.Length));
            agencies.Add(agency);
            person += size;
            profile += agency.Profiles;
        }
        return new(options, agencies);
    }

    /// <summary>The person's agency.</summary>
    public Agency AgencyOf(int person)
    {
        var (low, high) = (0, Agencies.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Agencies[middle].FirstPerson <= person) low = middle;
            else high = middle - 1;
        }
        return Agencies[low];
    }

    /// <summary>Sizes fall as a power of the rank, so steeply that the largest agency has an eighth of the people: 50,000 of 400,000.</summary>
    private static int[] Sizes(int people)
    {
        var count = Math.Clamp(people / 10, 1, MostAgencies);
        var (low, high) = (0.0, 4.0);
        while (high - low > 1e-9)
        {
            var middle = (low + high) / 2;
            if (1 / Weight(middle) < LargestShare) low = middle;
            else high = middle;
        }
        var total = Weight(low);
        var sizes = new int[count];
        for (var i = 0; i < count; i++) sizes[i] = Math.Max(1, (int)Math.Round(people * Math.Pow(i + 1, -low) / total));
        // What rounding took or gave goes to agencies of the middle, one by one.
        for (var (rest, i) = (people - sizes.Sum(), 0); rest != 0; i++)
        {
            var at = count == 1 ? 0 : 1 + (i % (count - 1));
            if (rest < 0 && sizes[at] == 1) continue;
            sizes[at] += Math.Sign(rest);
            rest -= Math.Sign(rest);
        }
        return sizes;

        double Weight(double steepness)
        {
            var sum = 0.0;
            for (var i = 1; i <= count; i++) sum += Math.Pow(i, -steepness);
            return sum;
        }
    }

    /// <summary>The first twentieth are ministries; the others stand below one of them.</summary>
    private static OrganizationLevel LevelOf(int index, int count) => index < Math.Max(1, count / 20) ? OrganizationLevel.CentralSecondLevel
        : index % 3 == 0 ? OrganizationLevel.CentralFourthLevel : OrganizationLevel.CentralThirdLevel;

    private IEnumerable<Second> FindSeconds()
    {
        foreach (var agency in Agencies)
        {
            if (agency.Sections == 0) continue;
            for (var local = 1 + agency.Divisions; local < agency.Size; local++)
            {
                var bits = Random.Bits(Kind.Second, agency.FirstPerson + local);
                if (bits % 100 >= 5) continue;
                var section = (agency.UnitOf(local) - agency.Divisions + (int)((bits >> 8) % 7)) % agency.Sections;
                yield return new(agency, local, 1 + agency.Divisions + section, (bits >> 16) % 2 == 0 ? AppointmentKind.Concurrent : AppointmentKind.ActingVacancy);
            }
        }
    }
}

/// <summary>One agency: unit 0 is 本機關, then divisions, then sections of fifty people. Local person 0 heads the agency, the next ones the divisions.</summary>
internal sealed record Agency(int Index, int Size, int FirstPerson, int FirstProfile, OrganizationLevel Level)
{
    public const int SectionSize = 50;

    public int Divisions { get; } = Size < 6 ? 0 : Math.Max((Size / SectionSize / 100) + (Size / SectionSize % 100 == 0 ? 0 : 1), Math.Min(Math.Max(1, Size / SectionSize), 3));

    public int Sections => Divisions == 0 ? 0 : (Size - 1 - Divisions + SectionSize - 1) / SectionSize;

    public int Units => 1 + Divisions + Sections;

    public int Profiles { get; } = Math.Max(1, Size / 20);

    public bool IsMinistry => Level is OrganizationLevel.CentralSecondLevel;

    public int? ParentOf(int unit) => unit == 0 ? null : unit <= Divisions ? 0 : 1 + (int)((long)(unit - 1 - Divisions) * Divisions / Sections);

    public int UnitOf(int local) => local == 0 || Divisions == 0 ? 0 : local <= Divisions ? local : 1 + Divisions + ((local - 1 - Divisions) / SectionSize);

    /// <summary>The unit a person heads, if any.</summary>
    public int? HeadedBy(int local) => local <= Divisions ? local : Divisions > 0 && (local - 1 - Divisions) % SectionSize == 0 ? UnitOf(local) : null;

    public int HeadOf(int unit) => unit <= Divisions ? unit : 1 + Divisions + ((unit - 1 - Divisions) * SectionSize);

    /// <summary>Who rates: the head of the own unit, of the unit above for a head; nobody rates the head of the agency.</summary>
    public int? RaterOf(int local)
    {
        if (local == 0) return null;
        var unit = UnitOf(local);
        return HeadOf(unit) == local ? ParentOf(unit) is { } above ? HeadOf(above) : null : HeadOf(unit);
    }
}
