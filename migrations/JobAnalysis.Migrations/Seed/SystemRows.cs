using System.Globalization;
using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Migrations.Seed;

/// <summary>Settings and tier rules that apply until an agency writes its own (decisions.md 3).</summary>
internal static class SystemRows
{
    private static readonly DateOnly Start = new(2020, 1, 1);

    /// <summary>Agencies whose staffing tables end about two grades lower: there a head of grade 9 is senior and a grade 7 is middle.</summary>
    private static readonly HashSet<OrganizationLevel> SmallAgencies =
    [
        OrganizationLevel.CentralFourthLevel, OrganizationLevel.SpecialMunicipalitySecondLevel, OrganizationLevel.CountySecondLevel,
        OrganizationLevel.CityDistrict, OrganizationLevel.Township, OrganizationLevel.PublicSchool,
    ];

    public static IEnumerable<object> All() => [.. Settings(), .. TierRules()];

    private static IEnumerable<Setting> Settings() => SettingKeys.Defaults.Select(setting => new Setting
    {
        Id = StableId.Of($"setting/{setting.Key}/{Start:O}"),
        Key = setting.Key,
        Value = setting.Value.ToString(CultureInfo.InvariantCulture),
        ValidFrom = Start,
        RecordedAt = Seeder.DeliveredAt,
    });

    /// <summary>Appointed by grade, 主管別 and 機關層級; categories without 職等 by 主管別 alone, because no grade says more about the work.</summary>
    private static IEnumerable<TierRule> TierRules()
    {
        foreach (var level in Enum.GetValues<OrganizationLevel>())
        {
            var (lastJunior, lastMiddleHead, lastMiddle) = SmallAgencies.Contains(level) ? (6, 8, 9) : (7, 9, 9);
            yield return Appointed(level, null, lastJunior, false, Tier.Junior);
            yield return Appointed(level, lastJunior + 1, lastMiddle, false, Tier.Middle);
            yield return Appointed(level, lastMiddle + 1, null, false, Tier.Senior);
            yield return Appointed(level, null, lastMiddleHead, true, Tier.Middle);
            yield return Appointed(level, lastMiddleHead + 1, null, true, Tier.Senior);
        }
        PersonnelCategory[] byHeadship = [PersonnelCategory.Contract, PersonnelCategory.Police, PersonnelCategory.Medical, PersonnelCategory.Customs, PersonnelCategory.Confidential];
        foreach (var category in byHeadship)
        {
            yield return Ungraded(category, false, Tier.Junior);
            yield return Ungraded(category, true, Tier.Middle);
        }
        yield return Ungraded(PersonnelCategory.FixedTerm, null, Tier.Junior);
        yield return Ungraded(PersonnelCategory.Worker, null, Tier.Junior);
        yield return Ungraded(PersonnelCategory.Political, null, Tier.Senior);
    }

    private static TierRule Appointed(OrganizationLevel level, int? from, int? to, bool supervisory, Tier tier) => new()
    {
        Id = StableId.Of($"tier-rule/{PersonnelCategory.Appointed}/{level}/{(supervisory ? "head" : "staff")}/{tier}"),
        Category = PersonnelCategory.Appointed,
        GradeFrom = from ?? 1,
        GradeTo = to ?? GradeRange.HighestGrade,
        IsSupervisory = supervisory,
        OrganizationLevel = level,
        Tier = tier,
        ValidFrom = Start,
    };

    private static TierRule Ungraded(PersonnelCategory category, bool? supervisory, Tier tier) => new()
    {
        Id = StableId.Of($"tier-rule/{category}/{supervisory switch { true => "head", false => "staff", null => "any" }}"),
        Category = category,
        IsSupervisory = supervisory,
        Tier = tier,
        ValidFrom = Start,
    };
}
