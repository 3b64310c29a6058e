using CsCheck;
using JobAnalysis.Domain.Gaps;
using static JobAnalysis.Domain.Gaps.GapCalculator;
using static JobAnalysis.Domain.Tests.Gaps.Calculated;

namespace JobAnalysis.Domain.Tests.Gaps;

public class GapCalculatorProperties
{
    private static readonly Gen<int> Pick = Gen.Int[0, 1000];
    private static readonly Gen<byte[]> Bytes = Gen.Byte.Array[0, 12];
    private static readonly Gen<int[]> Days = Gen.Int.Array[0, 12];

    [Fact]
    public void Raising_a_rating_never_raises_a_gap() => Gen.Select(AnyItem.Array[1, 20], Pick, Gen.Int[1, 5]).Sample(
        (items, pick, more) =>
        {
            var i = pick % items.Length;
            if (items[i].Accepted + more > 20) return;
            var raised = items.ToArray();
            raised[i] = items[i] with { Accepted = (byte)(items[i].Accepted + more) };
            var (before, after) = (From(items), From(raised));
            Assert.True(LevelsBelow(raised[i], after.States[i]) <= LevelsBelow(items[i], before.States[i]));
            Assert.True(after.Counts.Below <= before.Counts.Below);
            Assert.True(after.Counts.BelowByTwoOrMore <= before.Counts.BelowByTwoOrMore);
            Assert.True(after.Counts.CriticalUnmet <= before.Counts.CriticalUnmet);
            Assert.True(after.Counts.Met >= before.Counts.Met);
            Assert.Equal(before.Counts.Assessed, after.Counts.Assessed);
        },
        iter: 20_000);

    [Fact]
    public void Surplus_never_offsets_a_deficit_elsewhere() => Gen.Select(AnyItem.Array[2, 20], Pick, AnyItem).Sample(
        (items, pick, other) =>
        {
            // Whatever one item becomes, every other item keeps its state and flags.
            var i = pick % items.Length;
            var changed = items.ToArray();
            changed[i] = other;
            var (before, after) = (From(items), From(changed));
            for (var j = 0; j < items.Length; j++)
            {
                if (j != i) Assert.Equal((before.States[j], before.Flags[j]), (after.States[j], after.Flags[j]));
            }

            // And the surplus of all others together leaves a deficit what it is.
            Item[] surplus = [.. items.Select((item, j) => j == i ? new Item(3, 1, Critical: true) : new Item(1, 5))];
            var counts = From(surplus).Counts;
            Assert.Equal((1, 1, 1), (counts.Below, counts.BelowByTwoOrMore, counts.CriticalUnmet));
        },
        iter: 5_000);

    [Fact]
    public void The_order_of_items_never_matters() => Gen.Select(AnyItems, Pick).Sample(
        (items, seed) =>
        {
            var order = Enumerable.Range(0, items.Length).ToArray();
            new Random(seed).Shuffle(order);
            var (straight, shuffled) = (From(items), From([.. order.Select(i => items[i])]));
            Assert.Equal(order.Select(i => (straight.States[i], straight.Flags[i])), shuffled.States.Zip(shuffled.Flags));
            Assert.Equal((straight.Counts, straight.Next), (shuffled.Counts, shuffled.Next));
        },
        iter: 5_000);

    [Fact]
    public void Meeting_every_level_leaves_no_gap() => Gen.Select(AnyItems, Gen.Int[0, 2]).Sample(
        (items, more) =>
        {
            Item[] met = [.. items.Where(item => item.Required <= 5).Select(item =>
                new Item(item.Required, (byte)(item.Required + more), item.Critical, ExemptFrom: item.ExemptFrom, ExemptUntil: item.ExemptUntil))];
            var counts = From(met).Counts;
            Assert.Equal((counts.Required, 0, 0), (counts.Met, counts.Below, counts.CriticalUnmet));
            Assert.Equal(counts.CriticalRequired, counts.CriticalMet);
            Assert.Equal(Coverage.Of(counts), new(counts.Required, counts.Required));
        },
        iter: 5_000);

    [Fact]
    public void Below_level_1_not_assessed_and_expired_are_never_confused() => Gen.Select(Gen.Int[1, 20], Gen.Int[0, 20], Gen.Bool).Sample(
        (required, level, critical) =>
        {
            var item = new Item((byte)required, 0, critical, ValidTo: Today + 1);
            var notAssessed = From([item with { Accepted = Nothing }]);
            var expired = From([item with { Accepted = (byte)level, ValidTo = Today }]);
            Assert.Equal(CellState.Below, From([item]).States[0]);
            Assert.Equal(CellState.NotAssessed, notAssessed.States[0]);
            Assert.Equal(CellState.Expired, expired.States[0]);
            Assert.Equal((0, 0, 0), (notAssessed.Counts.Assessed, notAssessed.Counts.Below, notAssessed.Counts.CriticalUnmet));
            Assert.Equal((0, 0, 0), (expired.Counts.Assessed, expired.Counts.Below, expired.Counts.CriticalUnmet));
        }, iter: 2_000);

    [Fact]
    public void Below_level_1_and_not_assessed_never_give_the_same_state_where_a_level_is_compared() => AnyItem.Sample(
        item =>
        {
            var rated = StateOf(item with { Accepted = 0 });
            if (rated is CellState.Below) Assert.Equal(CellState.NotAssessed, StateOf(item with { Accepted = Nothing }));
            else Assert.True(rated is not (CellState.Met or CellState.Above));
        },
        iter: 20_000);

    [Fact]
    public void Recomputing_only_on_the_next_change_equals_recomputing_every_day() => Gen.Select(AnyItems, Gen.Int[0, 6]).Sample(
        (items, dueSoonDays) =>
        {
            var known = From(items, Today - 20, dueSoonDays);
            for (var day = Today - 19; day < Today + 40; day++)
            {
                var fresh = From(items, day, dueSoonDays);
                if (known.Next == day) known = fresh;
                Assert.Equal(fresh.States, known.States);
                Assert.Equal(fresh.Flags, known.Flags);
                Assert.Equal((fresh.Counts, fresh.Next), (known.Counts, known.Next));
                Assert.True(fresh.Next > day);
            }
        },
        iter: 2_000);

    [Fact]
    public void A_short_vector_means_nothing_in_the_tail() => Gen.Select(Bytes, Bytes, Gen.Byte.Array[0, 3], Gen.Int[0, 8]).Sample((required, accepted, critical, more) =>
    {
        var length = Math.Max(required.Length, accepted.Length) + more;
        byte[] states = new byte[length], flags = new byte[length], paddedStates = new byte[length], paddedFlags = new byte[length];
        var brief = Calculate(new() { Required = required, Accepted = accepted, Critical = critical, AsOf = Today, DueSoonDays = 60 }, states, flags);
        var padded = Calculate(
            new()
            {
                Required = Pad(required, length, Nothing),
                Accepted = Pad(accepted, length, Nothing),
                Critical = Pad(critical, length, 0),
                AsOf = Today,
                DueSoonDays = 60,
            },
            paddedStates,
            paddedFlags);
        Assert.Equal(paddedStates, states);
        Assert.Equal(paddedFlags, flags);
        Assert.Equal(padded, brief);
        Assert.All(states.Skip(required.Length), state => Assert.Equal((byte)CellState.RequirementUnset, state));
    }, iter: 5_000);

    [Fact]
    public void Every_input_gives_a_state_and_every_cell_is_counted_once() => Gen.Select(Bytes, Bytes, Bytes, Days, Days, Gen.Int[0, 3_652_058]).Sample(
        (required, accepted, bytes, from, to, asOf) =>
        {
            byte[] states = new byte[12], flags = new byte[12];
            Array.Fill(states, (byte)99);
            var input = new Input
            {
                Required = required,
                Accepted = accepted,
                Critical = bytes,
                Items = bytes,
                ValidFrom = from,
                ValidTo = to,
                ExemptFrom = to,
                ExemptUntil = from,
                AsOf = asOf,
                DueSoonDays = 60,
            };
            var (counts, next) = Calculate(input, states, flags);
            Assert.All(states, state => Assert.True(Enum.IsDefined((CellState)state)));
            Assert.All(flags, flag => Assert.InRange(flag, 0, 7));
            Assert.Equal(12, counts.Unset + counts.NotRequired + counts.Exempt + counts.Required);
            Assert.Equal(counts.Required, counts.NotComputable + counts.ReassessmentNeeded + counts.Expired + counts.NotAssessed + counts.Assessed);
            Assert.InRange(counts.CriticalRequired, counts.CriticalMet + counts.CriticalUnmet, counts.Required);
            Assert.True(next > asOf);
        },
        iter: 20_000);

    [Fact]
    public void Counts_of_a_group_are_the_sum_of_its_appointments() => Gen.Select(AnyItems, AnyItems).Sample((one, other) =>
        Assert.Equal(From([.. one, .. other]).Counts, From(one).Counts + From(other).Counts), iter: 2_000);

    private static int LevelsBelow(Item item, CellState state) => state is CellState.Below ? item.Required - item.Accepted : 0;

    private static byte[] Pad(byte[] vector, int length, byte missing) => [.. vector, .. Enumerable.Repeat(missing, Math.Max(0, length - vector.Length))];
}
