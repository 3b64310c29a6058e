using CsCheck;
using JobAnalysis.Domain.Gaps;

namespace JobAnalysis.Domain.Tests.Gaps;

/// <summary>One item as a test writes it; defaults: nothing set, level valid for ever, no exemption.</summary>
internal sealed record Item(
    byte Required = GapCalculator.Nothing,
    byte Accepted = GapCalculator.Nothing,
    bool Critical = false,
    int ValidFrom = 0,
    int ValidTo = GapCalculator.Never,
    GapCalculator.ItemInput Input = GapCalculator.ItemInput.None,
    int ExemptFrom = 0,
    int ExemptUntil = 0);

/// <summary>Items laid out as vectors, and the result as lists.</summary>
internal sealed record Calculated(CellState[] States, CellFlags[] Flags, GapCounts Counts, int Next)
{
    internal const int Today = 739_942;
    internal const int DueSoonDays = 4;

    /// <summary>Everything that can be stored: levels on and off a scale of five, validity around today, exemptions, input flags.</summary>
    internal static readonly Gen<Item> AnyItem = Gen.Select(
        Gen.Frequency((6, Gen.Int[0, 5]), (1, Gen.Const(255)), (1, Gen.Int[19, 22])),
        Gen.Frequency((6, Gen.Int[0, 5]), (2, Gen.Const(255)), (1, Gen.Int[19, 22])),
        Gen.Int[-12, 4],
        Gen.Frequency((4, Gen.Int[-1, 20]), (1, Gen.Const(GapCalculator.Never))),
        Gen.Frequency((5, Gen.Const(0)), (1, Gen.Int[0, 7])),
        Gen.Select(Gen.Int[-6, 6], Gen.Int[0, 8]),
        Gen.Int[0, 5],
        (required, accepted, from, length, input, exempt, luck) => new Item(
            (byte)required, (byte)accepted, luck % 2 == 0, Today + from, length == GapCalculator.Never ? length : Today + from + length,
            (GapCalculator.ItemInput)input, luck == 0 ? Today + exempt.Item1 : 0, luck == 0 ? Today + exempt.Item1 + exempt.Item2 : 0));

    internal static readonly Gen<Item[]> AnyItems = AnyItem.Array[0, 20];

    internal static Calculated From(IReadOnlyList<Item> items, int asOf = Today, int dueSoonDays = DueSoonDays)
    {
        var critical = new byte[(items.Count + 7) / 8];
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Critical) GapCalculator.MarkCritical(critical, i);
        }
        var (states, flags) = (new byte[items.Count], new byte[items.Count]);
        var outcome = GapCalculator.Calculate(
            new()
            {
                Required = items.Select(item => item.Required).ToArray(),
                Critical = critical,
                Accepted = items.Select(item => item.Accepted).ToArray(),
                ValidFrom = items.Select(item => item.ValidFrom).ToArray(),
                ValidTo = items.Select(item => item.ValidTo).ToArray(),
                Items = items.Select(item => (byte)item.Input).ToArray(),
                ExemptFrom = items.Select(item => item.ExemptFrom).ToArray(),
                ExemptUntil = items.Select(item => item.ExemptUntil).ToArray(),
                AsOf = asOf,
                DueSoonDays = dueSoonDays,
            },
            states,
            flags);
        return new([.. states.Select(state => (CellState)state)], [.. flags.Select(flag => (CellFlags)flag)], outcome.Counts, outcome.NextChangeOn);
    }

    internal static CellState StateOf(Item item) => From([item]).States[0];
}
