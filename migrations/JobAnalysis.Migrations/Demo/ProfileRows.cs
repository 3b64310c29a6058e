using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Positions;
using static JobAnalysis.Migrations.Demo.DemoDays;

namespace JobAnalysis.Migrations.Demo;

/// <summary>Adoptions, job families and 職能需求表 of one agency: version 1 of all, version 2 of some, a draft of two.</summary>
internal sealed class ProfileRows(DemoAgency agency, DemoOptions options, Catalog catalog, IReadOnlyList<ProfilePlan> all, Guid preparer, Guid publisher)
{
    private static readonly string[] Reasons =
    [
        "業務牽涉多個單位，須能看出前後影響。", "經手個人資料並使用AI工具，須能判斷適法性。", "案件多變，須能自行找出癥結。", "服務對象為一般民眾，須由使用者需求出發。", "須隨時評估新技術可否採用。",
        "系統存放個人資料，外洩影響重大。", "例行工作即為資料整理與分析。", "機房設備須支應大量運算。", "自行開發並維護系統。", "須提出中長程規劃。", "報告供首長決策參考。", "專案期程短，須能調整作法。",
        "系統上線後須依回饋持續改善。", "須帶領跨單位合作。",
    ];

    private static readonly string[] Revised = ["ministry/IT-DEV", "ministry/IT-SEC", "ministry/DATA", "ministry/SERVICE", "ministry/HR", "ministry/PROCURE", "agency/PLATFORM", "agency/SECURITY"];
    private static readonly string[] Drafted = ["ministry/IT-DEV", "ministry/PR", "county/IT"];

    private readonly DemoDays days = new(options.Today);
    private readonly ProfilePlan[] plans = [.. all.Where(p => p.Agency == agency.Plan.Key)];

    private string Word => $"{agency.Plan.Head[2]}人";

    /// <summary>The plan in force today.</summary>
    public ProfilePlan InForce(string key)
    {
        var plan = plans.Single(p => p.Key == key);
        return Revised.Contains($"{agency.Plan.Key}/{key}") ? plan.Raised(1, 10) : plan;
    }

    public Guid? DraftId(string key) => Drafted.Contains($"{agency.Plan.Key}/{key}") ? VersionId(key, NumberOfDraft(key)) : null;

    public IEnumerable<string> DraftKeys => plans.Select(p => p.Key).Where(key => DraftId(key) is not null);

    /// <summary>Families and profiles, and how the agency came to use the framework.</summary>
    public IEnumerable<object> Foundation(bool adoptsFramework)
    {
        if (adoptsFramework)
        {
            yield return new FrameworkAdoption
            {
                Id = agency.IdOf("framework-adoption", "1"),
                OwnerOrganizationId = agency.Id,
                FrameworkId = catalog.FrameworkId,
                FrameworkVersionId = catalog.VersionId,
                ValidFrom = days.Adopted,
                DocumentNumber = Letter(Word, days.Adopted, 3001),
                IncludesSubordinates = true,
                RecordedBy = preparer,
                RecordedAt = At(days.Adopted.AddDays(-7)),
            };
        }
        yield return new TierDefaultAdoption
        {
            OrganizationId = agency.Id,
            Id = agency.IdOf("tier-default-adoption", "1"),
            FrameworkId = catalog.FrameworkId,
            SetId = catalog.TierDefaultSetId,
            ValidFrom = days.Adopted,
            DocumentNumber = Letter(Word, days.Adopted, 3002),
            RecordedBy = preparer,
            RecordedAt = At(days.Adopted.AddDays(-7)),
        };
        foreach (var (order, family) in plans.Select(p => p.Family).Distinct().Index())
            yield return new JobFamily { OrganizationId = agency.Id, Id = agency.IdOf("job-family", family), Name = new(family, null), DisplayOrder = order + 1 };
        foreach (var plan in plans)
            yield return new CompetencyProfile { OrganizationId = agency.Id, Id = ProfileId(plan.Key), Name = new(plan.Name, plan.English), JobFamilyId = agency.IdOf("job-family", plan.Family) };
    }

    /// <summary>Versions of one number. A version must be published before the next one of its profile is drawn up: one draft a profile.</summary>
    public IReadOnlyList<Drawn> Versions(int number) =>
    [
        .. from plan in plans
           let isDraft = Drafted.Contains($"{agency.Plan.Key}/{plan.Key}") && NumberOfDraft(plan.Key) == number
           where number == 1 || isDraft || (number == 2 && Revised.Contains($"{agency.Plan.Key}/{plan.Key}"))
           select Draw(number == 1 ? plan : number == 2 ? plan.Raised(1, 10) : plan.Raised(1, 10).Raised(5, 12), number, isDraft),
    ];

    /// <summary>Publishes what is to be published, in force from the first day of its year or month.</summary>
    public void Publish(Drawn drawn)
    {
        if (drawn.IsDraft) return;
        var (from, previous) = drawn.Version.Number == 1 ? (days.FirstVersion, (DateOnly?)null) : (days.SecondVersion, days.FirstVersion);
        var letter = from.AddDays(-14);
        drawn.Version.Publish(drawn.Version.Revision, from, letter, Letter(Word, letter, 4000 + Array.FindIndex(plans, p => ProfileId(p.Key) == drawn.Version.CompetencyProfileId)), previous, publisher, At(letter));
    }

    private Drawn Draw(ProfilePlan plan, int number, bool isDraft)
    {
        var version = new ProfileVersion
        {
            OrganizationId = agency.Id,
            Id = VersionId(plan.Key, number),
            CompetencyProfileId = ProfileId(plan.Key),
            Number = number,
            FrameworkVersionId = catalog.VersionId,
            PreparedBy = preparer,
        };
        var random = new DemoRandom(options.SeedNumber, $"{agency.Plan.Key}/reasons/{plan.Key}");
        List<object> rows = [version];
        for (var ordinal = 0; ordinal < catalog.Length; ordinal++)
        {
            rows.Add(new ProfileItem
            {
                OrganizationId = agency.Id,
                Id = agency.IdOf("profile-item", $"{plan.Key}/{number}/{ordinal}"),
                ProfileVersionId = version.Id,
                CompetencyId = catalog.Competencies[ordinal],
                Importance = plan.Importance[ordinal],
            });
            foreach (var (tier, column) in plan.Columns)
            {
                var cell = column[ordinal];
                var explained = cell.IsCritical || random.Chance(40);
                if (cell.Level is null) continue;
                rows.Add(new ProfileCell
                {
                    OrganizationId = agency.Id,
                    Id = agency.IdOf("profile-cell", $"{plan.Key}/{number}/{ordinal}/{tier}"),
                    ProfileVersionId = version.Id,
                    CompetencyId = catalog.Competencies[ordinal],
                    Tier = tier,
                    Level = cell.Level,
                    IsCritical = cell.IsCritical,
                    Reason = explained && cell.Level > 0 ? Reasons[ordinal] : null,
                });
            }
        }
        return new(version, rows, isDraft);
    }

    private int NumberOfDraft(string key) => Revised.Contains($"{agency.Plan.Key}/{key}") ? 3 : 2;

    private Guid ProfileId(string key) => agency.IdOf("profile", key);

    private Guid VersionId(string key, int number) => agency.IdOf("profile-version", $"{key}/{number}");

    /// <param name="Version">A draft still.</param>
    /// <param name="Rows">The version with its items and cells.</param>
    /// <param name="IsDraft">Stays a draft.</param>
    public sealed record Drawn(ProfileVersion Version, IReadOnlyList<object> Rows, bool IsDraft);
}
