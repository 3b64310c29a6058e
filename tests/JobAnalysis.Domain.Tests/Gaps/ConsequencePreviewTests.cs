using CsCheck;
using static JobAnalysis.Domain.Gaps.ConsequencePreview;

namespace JobAnalysis.Domain.Tests.Gaps;

public class ConsequencePreviewTests
{
    private static readonly DateOnly AsOf = DateOnly.FromDayNumber(Calculated.Today);

    [Theory]
    [InlineData(new byte[] { 2 }, new byte[] { 3 }, new byte[] { 2 }, Effect.NewlyBelow)]
    [InlineData(new byte[] { 3 }, new byte[] { 4 }, new byte[] { 2 }, Effect.Unchanged)]
    [InlineData(new byte[] { 3 }, new byte[] { 2 }, new byte[] { 2 }, Effect.NewlyMet)]
    [InlineData(new byte[] { 3 }, new byte[] { 0 }, new byte[] { 2 }, Effect.NewlyMet)]
    [InlineData(new byte[] { 3 }, new byte[] { 2 }, new byte[] { 255 }, Effect.Undecidable)]
    [InlineData(new byte[] { 3 }, new byte[] { 3 }, new byte[] { 255 }, Effect.Unchanged)]
    [InlineData(new byte[] { 3 }, new byte[] { 0 }, new byte[] { 255 }, Effect.Unchanged)]
    [InlineData(new byte[] { }, new byte[] { 3 }, new byte[] { 0 }, Effect.NewlyBelow)]
    [InlineData(new byte[] { 0 }, new byte[] { 3 }, new byte[] { 4 }, Effect.Unchanged)]
    [InlineData(new byte[] { 3, 1 }, new byte[] { 2, 4 }, new byte[] { 2, 2 }, Effect.NewlyBelow)]
    [InlineData(new byte[] { 3, 1 }, new byte[] { 2, 4 }, new byte[] { 2, 255 }, Effect.Undecidable)]
    [InlineData(new byte[] { 1 }, new byte[] { 3, 3 }, new byte[] { 5, 5 }, Effect.Unchanged)]
    public void One_person_has_one_effect(byte[] current, byte[] draft, byte[] accepted, Effect effect) =>
        Assert.Equal(effect, Of(Holding(current, draft, accepted), AsOf));

    [Fact]
    public void An_expired_level_decides_nothing_and_an_exempt_item_changes_nothing()
    {
        var holder = Holding([1], [3], [2]);
        Assert.Equal(Effect.Undecidable, Of(holder with { ValidTo = new[] { Calculated.Today } }, AsOf));
        Assert.Equal(Effect.Unchanged, Of(holder with { ExemptUntil = new[] { Calculated.Today + 1 } }, AsOf));
    }

    [Fact]
    public void Totals_add_up_and_a_draft_that_changes_nothing_has_no_consequence()
    {
        var levels = Gen.Frequency((5, Gen.Int[0, 5]), (1, Gen.Const(255))).Select(rank => (byte)rank).Array[0, 14];
        var holders = Gen.Select(levels, levels, levels, Holding).Array[0, 20];
        holders.Sample(people =>
        {
            var totals = Of(people, AsOf);
            Assert.Equal(people.Length, totals.NewlyBelow + totals.NewlyMet + totals.Undecidable + totals.Unchanged);
            Assert.Equal(totals.NewlyBelow, people.Count(person => Of(person, AsOf) is Effect.NewlyBelow));
            Assert.Equal(new(0, 0, 0, people.Length), Of(people.Select(person => person with { Draft = person.Current }), AsOf));
        }, iter: 2_000);
    }

    [Fact]
    public void A_draft_below_the_current_requirement_never_puts_anybody_below()
    {
        var items = Gen.Select(Gen.Int[1, 5], Gen.Int[0, 4], Gen.Int[0, 5]).Array[1, 14];
        items.Sample(cells =>
        {
            byte[] current = [.. cells.Select(cell => (byte)cell.Item1)], accepted = [.. cells.Select(cell => (byte)cell.Item3)];
            byte[] draft = [.. cells.Select(cell => (byte)Math.Max(0, cell.Item1 - cell.Item2))];
            Assert.NotEqual(Effect.NewlyBelow, Of(Holding(current, draft, accepted), AsOf));
            Assert.NotEqual(Effect.NewlyMet, Of(Holding(draft, current, accepted), AsOf));
        }, iter: 5_000);
    }

    private static Holder Holding(byte[] current, byte[] draft, byte[] accepted) =>
        new(new(current, default), new(draft, default), accepted, default, default, default, default);
}
