namespace JobAnalysis.Migrations.Demo;

/// <summary>The three agencies and the order in which their rows can be written.</summary>
internal sealed class DemoWorld
{
    private readonly DemoOptions options;
    private readonly IReadOnlyList<ProfilePlan> profiles = ProfilePlan.Read();

    private DemoWorld(DemoOptions options)
    {
        this.options = options;
        Ministry = new(AgencyPlan.Read("ministry"), options);
        Agency = new(AgencyPlan.Read("agency"), options);
        County = new(AgencyPlan.Read("county"), options);
        Accounts = new(options, Agencies);
    }

    public DemoAgency Ministry { get; }

    public DemoAgency Agency { get; }

    public DemoAgency County { get; }

    public IReadOnlyList<DemoAgency> Agencies => [Ministry, Agency, County];

    public AccountRows Accounts { get; }

    public static DemoWorld Of(DemoOptions options) => new(options);

    /// <summary>Each batch is saved before the next is made: published versions refuse later rows, and a profile has one draft at a time.</summary>
    public IEnumerable<IReadOnlyList<object>> Batches(Catalog catalog)
    {
        var names = new DemoNames(options.SeedNumber);
        var drawn = Agencies.ToDictionary(a => a, a => new ProfileRows(a, options, catalog, profiles, Preparer(a), Publisher(a)));
        List<object> people = [.. Agencies.SelectMany(a => new AgencyRows(a, options, catalog, names, profiles, Accounts).Build(a == Agency ? Ministry : null))];
        yield return [.. Accounts.Build(), .. people, .. Agencies.SelectMany(a => drawn[a].Foundation(adoptsFramework: a != Agency))];
        yield return new ChangeRows(Ministry, Agency, County, options).Build();
        for (var number = 1; number <= 3; number++)
        {
            var versions = Agencies.SelectMany(a => drawn[a].Versions(number).Select(v => (Rows: drawn[a], Version: v))).ToList();
            yield return [.. versions.SelectMany(v => v.Version.Rows)];
            foreach (var (rows, version) in versions) rows.Publish(version);
            yield return [];
        }
        foreach (var agency in Agencies)
        {
            var rounds = new RoundRows(agency, options, catalog, drawn[agency]);
            rounds.Build();
            yield return rounds.Rows;
            var tasks = new TaskRows(agency, options, rounds, drawn[agency]);
            yield return
            [
                .. tasks.Build(agency == Ministry ? agency.MemberOf("parental-leave") : null),
                .. agency == Ministry ? tasks.Exemptions(Publisher(Ministry), catalog.Competencies) : [],
            ];
        }
    }

    private Guid Preparer(DemoAgency agency) => Accounts.AccountOf(agency.Plan.Key, "hr-officer")!.Value;

    private Guid Publisher(DemoAgency agency) => Accounts.AccountOf(agency.Plan.Key, agency == Ministry ? "hr-head" : "chief-secretary")!.Value;
}
