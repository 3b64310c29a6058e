using System.Globalization;
using JobAnalysis.Application.Access;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Positions;

namespace JobAnalysis.Migrations.Generate;

/// <summary>職務類型, 職能需求表 with their cells, and positions.</summary>
internal sealed class PositionTables(Nation nation, NationIds ids, Seats seats)
{
    private static readonly Tier[] Tiers = Enum.GetValues<Tier>();
    private static readonly DateTimeOffset Recorded = NationDays.At(NationDays.Beginning);
    private readonly NationDays days = new(nation.Options.Today);

    public IReadOnlyList<NationTable> All() =>
    [
        new("job_family", "organization_id, id, display_order, name_en, name_zh_hant", 0, Families),
        new("competency_profile", "organization_id, id, job_family_id, revision, name_en, name_zh_hant", 0, Profiles),
        new("profile_version", "organization_id, id, competency_profile_id, number, framework_version_id, status, effective_from, document_date, document_number, prepared_by, published_by, published_at, reviewed_by, reviewed_at, revision", 0, Versions),
        new("profile_item", "organization_id, id, profile_version_id, competency_id, importance", 3, Items),
        new("profile_cell", "organization_id, id, profile_version_id, competency_id, tier, level, is_critical, reason", 8, Cells),
        new("position", "organization_id, id, number, retired_on, revision", 3, Positions),
        new("position_facts", "organization_id, id, position_id, category, grade_low, grade_high, grade_text, job_series, is_supervisory, heads_unit_id, official_order, job_family_id, competency_profile_id, valid_from, valid_to, recorded_at, superseded_at, title_en, title_zh_hant", 20, Facts),
        new("position_placement", "organization_id, id, position_id, unit_id, valid_from, valid_to, recorded_at, superseded_at", 20, Placements),
    ];

    private static int Families(Agency agency) => 1 + (agency.Profiles / 10);

    private Guid FamilyOf(Agency agency, int profile) => ids.JobFamily(agency, (profile - agency.FirstProfile) % Families(agency));

    private async Task Families(CopyStream copy, CancellationToken cancellationToken)
    {
        foreach (var agency in nation.Agencies)
        {
            for (var family = 0; family < Families(agency); family++)
            {
                await copy.Row(cancellationToken);
                copy.Id(ids.Organization(agency)).Id(ids.JobFamily(agency, family)).Number(family + 1).Text(Word("Family {0}", family + 1)).Text(Word("合成類型{0}", family + 1));
            }
        }
    }

    private async Task Profiles(CopyStream copy, CancellationToken cancellationToken)
    {
        foreach (var (agency, profile) in AllProfiles())
        {
            await copy.Row(cancellationToken);
            copy.Id(ids.Organization(agency)).Id(ids.Profile(profile)).Id(FamilyOf(agency, profile)).Long(1)
                .Text(Word("Profile {0}", profile - agency.FirstProfile + 1)).Text(Word("合成需求表{0}", profile - agency.FirstProfile + 1));
        }
    }

    private async Task Versions(CopyStream copy, CancellationToken cancellationToken)
    {
        var from = days.Adopted.AddDays(14);
        foreach (var (agency, profile) in AllProfiles())
        {
            await copy.Row(cancellationToken);
            copy.Id(ids.Organization(agency)).Id(ids.ProfileVersion(profile)).Id(ids.Profile(profile)).Number(1).Id(SyntheticFramework.VersionId(1)).Text(nameof(ProfileVersionStatus.Published))
                .Day(from).Day(from.AddDays(-7)).Text(Word("合成需字第{0:0000000}號", profile + 1)).Id(Actor.SystemAccountId).Id(Actor.SystemAccountId).Instant(NationDays.At(from.AddDays(-7)))
                .Null().Null().Long(2);
        }
    }

    private async Task Items(CopyStream copy, CancellationToken cancellationToken)
    {
        foreach (var (agency, profile) in AllProfiles())
        {
            for (var ordinal = 0; ordinal < GenerateOptions.Items; ordinal++)
            {
                await copy.Row(cancellationToken);
                copy.Id(ids.Organization(agency)).Id(nation.Random.Id(Kind.ProfileItem, ((long)profile * 64) + ordinal, NationDays.At(days.Adopted))).Id(ids.ProfileVersion(profile))
                    .Id(SyntheticFramework.Competencies[ordinal]).Number(1 + nation.Random.Next(Kind.Item, ((long)profile * 64) + ordinal, 5));
            }
        }
    }

    private async Task Cells(CopyStream copy, CancellationToken cancellationToken)
    {
        foreach (var (agency, profile) in AllProfiles())
        {
            for (var ordinal = 0; ordinal < GenerateOptions.Items; ordinal++)
            {
                foreach (var tier in Tiers)
                {
                    if (seats.OwnLevel(profile, tier, ordinal) is not { } level) continue;
                    await copy.Row(cancellationToken);
                    copy.Id(ids.Organization(agency)).Id(nation.Random.Id(Kind.ProfileCell, ((long)profile * 256) + (ordinal * 4) + (int)tier, NationDays.At(days.Adopted)))
                        .Id(ids.ProfileVersion(profile)).Id(SyntheticFramework.Competencies[ordinal]).Text(tier.ToString()).Number(level).Flag(seats.IsCritical(profile, tier, ordinal)).Null();
                }
            }
        }
    }

    private async Task Positions(CopyStream copy, CancellationToken cancellationToken)
    {
        foreach (var seat in seats.All())
        {
            await copy.Row(cancellationToken);
            copy.Id(ids.Organization(seat.Agency)).Id(ids.Position(seat.Number)).Text(Word("A{0:0000000}", seat.Number)).Null().Long(1);
        }
    }

    private async Task Facts(CopyStream copy, CancellationToken cancellationToken)
    {
        foreach (var seat in seats.All())
        {
            await copy.Row(cancellationToken);
            copy.Id(ids.Organization(seat.Agency)).Id(nation.Random.Id(Kind.PositionFacts, seat.Number, Recorded)).Id(ids.Position(seat.Number)).Text(nameof(PersonnelCategory.Appointed))
                .Number(seat.Grade.Low).Number(seat.Grade.High).Null().Text("綜合行政").Flag(seat.Heads is not null).Id(seat.Heads is { } unit ? ids.Unit(seat.Agency, unit) : null)
                .Number(seat.Heads is null ? 50 : 10).Id(FamilyOf(seat.Agency, seat.Profile)).Id(ids.Profile(seat.Profile)).Day(NationDays.Beginning).Null().Instant(Recorded).Null()
                .Text(seat.Heads is null ? "Officer" : "Head").Text(seat.Heads is null ? "科員" : "主管");
        }
    }

    private async Task Placements(CopyStream copy, CancellationToken cancellationToken)
    {
        foreach (var seat in seats.All())
        {
            await copy.Row(cancellationToken);
            copy.Id(ids.Organization(seat.Agency)).Id(nation.Random.Id(Kind.PositionPlacement, seat.Number, Recorded)).Id(ids.Position(seat.Number)).Id(ids.Unit(seat.Agency, seat.Unit))
                .Day(NationDays.Beginning).Null().Instant(Recorded).Null();
        }
    }

    private IEnumerable<(Agency Agency, int Profile)> AllProfiles() => nation.Agencies.SelectMany(a => Enumerable.Range(a.FirstProfile, a.Profiles).Select(p => (a, p)));

    private static string Word(string pattern, int number) => string.Format(CultureInfo.InvariantCulture, pattern, number);
}
