using System.Globalization;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Migrations.Generate;

/// <summary>People and their appointments.</summary>
internal sealed class PersonTables(Nation nation, NationIds ids, Seats seats)
{
    /// <summary>Made-up names: a heavenly stem and two signs of the Thousand Character Classic.</summary>
    private const string Stems = "甲乙丙丁戊己庚辛壬癸";
    private const string Signs = "天地玄黃宇宙洪荒日月盈昃辰宿列張寒來暑往秋收冬藏閏餘成歲律呂調陽雲騰致雨露結為霜";

    private readonly NationDays days = new(nation.Options.Today);

    public IReadOnlyList<NationTable> All() =>
    [
        new("person", "organization_id, id, person_id, account_id, personnel_number, name, name_for_search, confirmed_grade, left_on, input_revision, revision", 8, People),
        new("appointment", "organization_id, id, person_id, position_id, kind, document_number, host_organization_id, host_unit, host_unit_id, valid_from, valid_to, recorded_at, superseded_at", 40, Appointments),
        new("appointment_tier", "organization_id, id, person_id, appointment_id, tier, tier_rule_id, override_reason, valid_from, valid_to, recorded_at, superseded_at", 20, Tiers),
    ];

    /// <summary>First day: long before the oldest round for 本職; old enough to bear a requirement for 出缺代理.</summary>
    private DateOnly StartOf(Seats.Seat seat) => seat.Kind is AppointmentKind.Regular
        ? days.Today.AddMonths(-31 - nation.Random.Next(Kind.Start, seat.Number, 100))
        : days.Today.AddMonths(-5 - nation.Random.Next(Kind.Start, seat.Number, 20));

    private async Task People(CopyStream copy, CancellationToken cancellationToken)
    {
        foreach (var agency in nation.Agencies)
        {
            for (var local = 0; local < agency.Size; local++)
            {
                var person = agency.FirstPerson + local;
                var id = ids.Person(person);
                var bits = nation.Random.Bits(Kind.Name, person);
                var name = $"{Stems[(int)(bits % 10)]}{Signs[(int)((bits >> 8) % (ulong)Signs.Length)]}{Signs[(int)((bits >> 24) % (ulong)Signs.Length)]}";
                await copy.Row(cancellationToken);
                copy.Id(ids.Organization(agency)).Id(id).Id(id).Null().Text(string.Create(CultureInfo.InvariantCulture, $"P{local + 1:0000000}")).Text(name).Text(CleanText.ForSearch(name))
                    .Number(seats.OfPerson(agency, local).Grade.Low).Null().Long(1).Long(1);
            }
        }
    }

    private async Task Appointments(CopyStream copy, CancellationToken cancellationToken)
    {
        foreach (var seat in seats.All())
        {
            var from = StartOf(seat);
            await copy.Row(cancellationToken);
            copy.Id(ids.Organization(seat.Agency)).Id(ids.Appointment(seat.Number)).Id(ids.Person(seat.Person)).Id(ids.Position(seat.Number)).Text(seat.Kind.ToString())
                .Text(string.Create(CultureInfo.InvariantCulture, $"合成人字第{seat.Number:0000000}號")).Null().Null().Null().Day(from).Null().Instant(NationDays.At(from)).Null();
        }
    }

    private async Task Tiers(CopyStream copy, CancellationToken cancellationToken)
    {
        foreach (var seat in seats.All())
        {
            var start = StartOf(seat);
            var from = start < NationDays.FirstTierRule ? NationDays.FirstTierRule : start;
            await copy.Row(cancellationToken);
            copy.Id(ids.Organization(seat.Agency)).Id(nation.Random.Id(Kind.AppointmentTier, seat.Number, NationDays.At(from))).Id(ids.Person(seat.Person)).Id(ids.Appointment(seat.Number))
                .Text(seat.Rule.Tier.ToString()).Id(seat.Rule.Id).Null().Day(from).Null().Instant(NationDays.At(from)).Null();
        }
    }
}
