using System.Globalization;
using JobAnalysis.Application.Access;
using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Migrations.Generate;

/// <summary>Agencies, unit trees, adoptions and rounds.</summary>
internal sealed class AgencyTables(Nation nation, NationIds ids)
{
    private static readonly DateTimeOffset Recorded = NationDays.At(NationDays.Beginning);
    private readonly NationDays days = new(nation.Options.Today);

    public IReadOnlyList<NationTable> All() =>
    [
        new("organization", "id, code, retired_on, name_en, name_zh_hant, short_name_en, short_name_zh_hant", 0, Organizations),
        new("organization_placement", "id, placed_organization_id, parent_id, supervising_id, level, valid_from, valid_to, recorded_at, superseded_at", 0, Placements),
        new("unit", "organization_id, id, kind, retired_on, name_en, name_zh_hant", 0, Units),
        new("unit_placement", "organization_id, id, unit_id, parent_id, path, display_order, valid_from, valid_to, recorded_at, superseded_at", 0, UnitPlacements),
        new("framework_adoption", "id, owner_organization_id, framework_id, framework_version_id, valid_from, valid_to, document_number, includes_subordinates, recorded_by, recorded_at, superseded_at", 0, Adoptions),
        new("tier_default_adoption", "organization_id, id, framework_id, set_id, valid_from, valid_to, document_number, recorded_by, recorded_at, superseded_at", 0, DefaultAdoptions),
        new("assessment_round", "organization_id, id, year, framework_version_id, valid_from, valid_to, document_number, notice_version, supervisors_observe_attitudes, retention_years, name_en, name_zh_hant", 0, Rounds),
    ];

    private async Task Organizations(CopyStream copy, CancellationToken cancellationToken)
    {
        foreach (var agency in nation.Agencies)
        {
            await copy.Row(cancellationToken);
            copy.Id(ids.Organization(agency)).Text(Word("G{0:00000}", agency.Index + 1)).Null()
                .Text(Word("Synthetic agency {0}", agency.Index + 1)).Text(Word("合成機關{0:000}", agency.Index + 1))
                .Text(Word("SA{0}", agency.Index + 1)).Text(Word("合{0:000}", agency.Index + 1));
        }
    }

    private async Task Placements(CopyStream copy, CancellationToken cancellationToken)
    {
        var ministries = nation.Agencies.Count(a => a.IsMinistry);
        foreach (var agency in nation.Agencies)
        {
            var above = agency.IsMinistry ? (Guid?)null : ids.Organization(nation.Agencies[agency.Index % ministries]);
            await copy.Row(cancellationToken);
            copy.Id(nation.Random.Id(Kind.OrganizationPlacement, agency.Index, Recorded)).Id(ids.Organization(agency)).Id(above).Id(above).Text(agency.Level.ToString())
                .Day(NationDays.Beginning).Null().Instant(Recorded).Null();
        }
    }

    private async Task Units(CopyStream copy, CancellationToken cancellationToken)
    {
        foreach (var agency in nation.Agencies)
        {
            for (var unit = 0; unit < agency.Units; unit++)
            {
                var (zh, en) = unit == 0 ? ("本機關", "Head office")
                    : unit <= agency.Divisions ? (Word("第{0}處", unit), Word("Division {0}", unit))
                    : (Word("第{0}科", unit - agency.Divisions), Word("Section {0}", unit - agency.Divisions));
                await copy.Row(cancellationToken);
                copy.Id(ids.Organization(agency)).Id(ids.Unit(agency, unit)).Text(unit == 0 ? nameof(UnitKind.Root) : nameof(UnitKind.Business)).Null().Text(en).Text(zh);
            }
        }
    }

    private async Task UnitPlacements(CopyStream copy, CancellationToken cancellationToken)
    {
        foreach (var agency in nation.Agencies)
        {
            for (var unit = 0; unit < agency.Units; unit++)
            {
                var path = "";
                for (int? at = unit; at is { } step; at = agency.ParentOf(step)) path = $"{ids.Unit(agency, step):N}{(path.Length == 0 ? "" : ".")}{path}";
                await copy.Row(cancellationToken);
                copy.Id(ids.Organization(agency)).Id(nation.Random.Id(Kind.UnitPlacement, ids.UnitIndex(agency, unit), Recorded)).Id(ids.Unit(agency, unit))
                    .Id(agency.ParentOf(unit) is { } parent ? ids.Unit(agency, parent) : null).Path(path).Number(unit).Day(NationDays.Beginning).Null().Instant(Recorded).Null();
            }
        }
    }

    /// <summary>Half of the ministries adopt for their 所屬 too; below the others everybody adopts himself.</summary>
    private async Task Adoptions(CopyStream copy, CancellationToken cancellationToken)
    {
        var ministries = nation.Agencies.Count(a => a.IsMinistry);
        foreach (var agency in nation.Agencies)
        {
            if (!agency.IsMinistry && agency.Index % ministries % 2 == 0) continue;
            await copy.Row(cancellationToken);
            copy.Id(nation.Random.Id(Kind.Adoption, agency.Index, NationDays.At(days.Adopted))).Id(ids.Organization(agency)).Id(SyntheticFramework.Id).Id(SyntheticFramework.VersionId(1))
                .Day(days.Adopted).Null().Text(Word("合成字第{0:0000000}號", agency.Index + 1)).Flag(agency.IsMinistry && agency.Index % 2 == 0).Id(Actor.SystemAccountId)
                .Instant(NationDays.At(days.Adopted)).Null();
        }
    }

    private async Task DefaultAdoptions(CopyStream copy, CancellationToken cancellationToken)
    {
        foreach (var agency in nation.Agencies)
        {
            await copy.Row(cancellationToken);
            copy.Id(ids.Organization(agency)).Id(nation.Random.Id(Kind.DefaultAdoption, agency.Index, NationDays.At(days.Adopted))).Id(SyntheticFramework.Id).Id(SyntheticFramework.DefaultSetId)
                .Day(days.Adopted).Null().Text(Word("合成預字第{0:0000000}號", agency.Index + 1)).Id(Actor.SystemAccountId).Instant(NationDays.At(days.Adopted)).Null();
        }
    }

    private async Task Rounds(CopyStream copy, CancellationToken cancellationToken)
    {
        foreach (var agency in nation.Agencies)
        {
            for (var round = 1; round <= NationDays.Rounds; round++)
            {
                var from = days.RoundFrom(round);
                await copy.Row(cancellationToken);
                copy.Id(ids.Organization(agency)).Id(ids.Round(agency, round)).Number(from.Year).Id(SyntheticFramework.VersionId(1)).Day(from).Day(days.RoundTo(round))
                    .Text(Word("合成評字第{0:0000000}號", (agency.Index * 10) + round)).Number(1).Flag(false).Number(5)
                    .Text(Word("Assessment round {0}", from.Year)).Text(Word("{0}年度職能盤點", from.Year - 1911));
            }
        }
    }

    private static string Word(string pattern, int number) => string.Format(CultureInfo.InvariantCulture, pattern, number);
}
