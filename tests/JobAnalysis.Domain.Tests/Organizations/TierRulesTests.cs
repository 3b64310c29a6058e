using CsCheck;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Tests.Organizations;

public class TierRulesTests
{
    private static readonly DateOnly AsOf = new(2026, 11, 23);
    private static readonly Guid Agency = new("00000000-0000-7000-8000-00000000000a");
    private static readonly Guid Other = new("00000000-0000-7000-8000-00000000000b");

    private static readonly TierRuleRow[] Usual =
    [
        Row(Tier.Junior, 1, 5),
        Row(Tier.Junior, 6, 7, isSupervisory: false),
        Row(Tier.Middle, 6, 7, isSupervisory: true),
        Row(Tier.Middle, 8, 9),
        Row(Tier.Senior, 10, 14),
        Row(Tier.Junior, null, null) with { Category = PersonnelCategory.Contract },
    ];

    private static readonly Gen<TierRuleRow> AnyRow = Gen.Select(
        Gen.Int[0, 2].Select(i => i == 0 ? (Guid?)null : i == 1 ? Agency : Other),
        Gen.Int[0, 1], Gen.Int[1, 14].Nullable(0.3), Gen.Int[0, 5].Nullable(0.3), Gen.Bool.Nullable(0.4), Gen.Int[0, 2].Nullable(0.4),
        Gen.Select(Gen.Int[-5, 5], Gen.Int[1, 5].Nullable(0.4)), Gen.Guid,
        (owner, category, low, width, supervisory, level, period, id) => new TierRuleRow(
            id, owner, (PersonnelCategory)category, low, width is { } grades ? Math.Min(14, (low ?? 1) + grades) : null, supervisory, (OrganizationLevel?)level,
            AsOf.AddDays(period.Item1), period.Item2 is { } days ? AsOf.AddDays(period.Item1 + days) : null, Tier.Junior));

    [Theory]
    [InlineData(5, false, Tier.Junior)]
    [InlineData(7, false, Tier.Junior)]
    [InlineData(7, true, Tier.Middle)]
    [InlineData(8, false, Tier.Middle)]
    [InlineData(10, true, Tier.Senior)]
    public void The_tier_follows_the_highest_grade_and_supervision(int grade, bool supervisory, Tier tier) =>
        Assert.Equal(tier, Resolve(Usual, PersonnelCategory.Appointed, grade, supervisory)!.Tier);

    [Fact]
    public void Categories_without_grades_have_their_own_row()
    {
        Assert.Equal(Tier.Junior, Resolve(Usual, PersonnelCategory.Contract, null, false)!.Tier);
        Assert.Null(Resolve(Usual, PersonnelCategory.Police, null, false));
        Assert.Null(Resolve(Usual, PersonnelCategory.Appointed, null, false));
    }

    [Fact]
    public void A_row_of_the_agency_beats_a_system_row_and_other_agencies_say_nothing()
    {
        var own = Row(Tier.Senior, 8, 8) with { OrganizationId = Agency };
        var foreign = Row(Tier.Junior, 9, 9) with { OrganizationId = Other };
        TierRuleRow[] rows = [.. Usual, own, foreign];
        TierRules.Check(rows);
        Assert.Same(own, Resolve(rows, PersonnelCategory.Appointed, 8, false));
        Assert.Equal(Tier.Middle, Resolve(rows, PersonnelCategory.Appointed, 9, false)!.Tier);
    }

    [Fact]
    public void A_row_counts_within_its_dates_and_for_its_level_of_agency()
    {
        var row = Row(Tier.Senior, null, null) with { ValidFrom = AsOf, ValidTo = AsOf.AddDays(1), Level = OrganizationLevel.Township };
        Assert.Same(row, TierRules.Resolve([row], PersonnelCategory.Appointed, 8, false, OrganizationLevel.Township, AsOf, Agency));
        Assert.Null(TierRules.Resolve([row], PersonnelCategory.Appointed, 8, false, OrganizationLevel.Township, AsOf.AddDays(1), Agency));
        Assert.Null(TierRules.Resolve([row], PersonnelCategory.Appointed, 8, false, OrganizationLevel.Township, AsOf.AddDays(-1), Agency));
        Assert.Null(TierRules.Resolve([row], PersonnelCategory.Appointed, 8, false, OrganizationLevel.County, AsOf, Agency));
    }

    [Fact]
    public void Overlapping_rows_are_refused_by_id()
    {
        var twice = Row(Tier.Senior, 7, 8);
        var broken = Rule.Broken("organizations.tier-rows-overlap", () => TierRules.Check([.. Usual, twice]));
        Assert.Equal(twice.Id, broken.Args[1]);
        TierRules.Check([.. Usual, twice with { OrganizationId = Agency }]);
        TierRules.Check([Row(Tier.Junior, 1, 5) with { ValidTo = AsOf }, Row(Tier.Middle, 1, 5) with { ValidFrom = AsOf }]);
    }

    [Fact]
    public void Impossible_rows_are_refused()
    {
        Rule.Broken("organizations.grade-outside-range", () => TierRules.Check([Row(Tier.Junior, 0, 5)]));
        Rule.Broken("organizations.grade-outside-range", () => TierRules.Check([Row(Tier.Junior, 1, 15)]));
        Rule.Broken("organizations.grades-reversed", () => TierRules.Check([Row(Tier.Junior, 5, 1)]));
        Rule.Broken("common.period-reversed", () => TierRules.Check([Row(Tier.Junior, 1, 5) with { ValidTo = new(2000, 1, 1) }]));
    }

    [Fact]
    public void Rows_that_pass_the_check_never_both_match_and_order_never_matters()
    {
        var facts = Gen.Select(Gen.Int[0, 1], Gen.Int[1, 14].Nullable(0.3), Gen.Bool, Gen.Int[0, 2], Gen.Int[-6, 12]);
        Gen.Select(AnyRow.Array[1, 5], facts, Gen.Int[0, 1000]).Sample(
            (rows, fact, seed) =>
            {
                var (category, grade, supervisory, level, day) = fact;
                TierRuleRow? Find(IEnumerable<TierRuleRow> among) =>
                    TierRules.Resolve(among, (PersonnelCategory)category, grade, supervisory, (OrganizationLevel)level, AsOf.AddDays(day), Agency);

                var found = Find(rows);
                var shuffled = rows.ToArray();
                new Random(seed).Shuffle(shuffled);
                Assert.Same(found, Find(shuffled));
                var matching = rows.Where(row => Find([row]) is not null).ToList();
                Assert.Equal(matching.Count > 0, found is not null);
                if (Passes(rows)) Assert.Equal(matching.Count, matching.DistinctBy(row => row.OrganizationId).Count());
                if (matching.Exists(row => row.OrganizationId == Agency)) Assert.Equal(Agency, found!.OrganizationId);
            },
            iter: 20_000);
    }

    private static bool Passes(TierRuleRow[] rows)
    {
        try
        {
            TierRules.Check(rows);
            return true;
        }
        catch (RuleViolationException)
        {
            return false;
        }
    }

    private static TierRuleRow? Resolve(TierRuleRow[] rows, PersonnelCategory category, int? grade, bool supervisory) =>
        TierRules.Resolve(rows, category, grade, supervisory, OrganizationLevel.CentralSecondLevel, AsOf, Agency);

    private static TierRuleRow Row(Tier tier, int? lowest, int? highest, bool? isSupervisory = null) =>
        new(Guid.CreateVersion7(), null, PersonnelCategory.Appointed, lowest, highest, isSupervisory, null, new(2020, 1, 1), null, tier);
}
