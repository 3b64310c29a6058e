using JobAnalysis.Domain.Gaps;
using static JobAnalysis.Domain.Gaps.GapCalculator;
using static JobAnalysis.Domain.Tests.Gaps.Calculated;

namespace JobAnalysis.Domain.Tests.Gaps;

public class GapCalculatorTests
{
    [Theory]
    [InlineData(255, 3, CellState.RequirementUnset)]
    [InlineData(0, 3, CellState.NotRequired)]
    [InlineData(3, 255, CellState.NotAssessed)]
    [InlineData(3, 0, CellState.Below)]
    [InlineData(3, 2, CellState.Below)]
    [InlineData(3, 3, CellState.Met)]
    [InlineData(3, 4, CellState.Above)]
    [InlineData(21, 4, CellState.NotComputable)]
    [InlineData(3, 21, CellState.NotComputable)]
    public void A_required_and_an_accepted_level_give_a_state(int required, int accepted, CellState state) =>
        Assert.Equal(state, StateOf(new((byte)required, (byte)accepted)));

    [Fact]
    public void States_apply_by_precedence()
    {
        // One reason of the list is taken away at a time.
        var item = new Item(Nothing, 1, ValidFrom: 0, ValidTo: Today, Input: ItemInput.Contradictory | ItemInput.ReassessmentNeeded, ExemptUntil: Today + 1);
        Assert.Equal(CellState.RequirementUnset, StateOf(item));
        Assert.Equal(CellState.NotRequired, StateOf(item with { Required = 0 }));
        item = item with { Required = 3 };
        Assert.Equal(CellState.Exempt, StateOf(item));
        item = item with { ExemptUntil = Today };
        Assert.Equal(CellState.NotComputable, StateOf(item));
        item = item with { Input = ItemInput.ReassessmentNeeded };
        Assert.Equal(CellState.ReassessmentNeeded, StateOf(item));
        Assert.Equal(CellState.NotAssessed, StateOf(item with { Accepted = Nothing }));
        item = item with { Input = ItemInput.None };
        Assert.Equal(CellState.Expired, StateOf(item));
        Assert.Equal(CellState.NotAssessed, StateOf(item with { Accepted = Nothing }));
        Assert.Equal(CellState.Below, StateOf(item with { ValidTo = Today + 1 }));
    }

    [Fact]
    public void Validity_and_exemption_are_half_open()
    {
        Assert.Equal(CellState.NotAssessed, StateOf(new(3, 3, ValidFrom: Today + 1)));
        Assert.Equal(CellState.Met, StateOf(new(3, 3, ValidFrom: Today, ValidTo: Today + 1)));
        Assert.Equal(CellState.Expired, StateOf(new(3, 3, ValidTo: Today)));
        Assert.Equal(CellState.NotComputable, StateOf(new(3, 3, ValidFrom: Today, ValidTo: Today)));
        Assert.Equal(CellState.Exempt, StateOf(new(3, 3, ExemptFrom: Today, ExemptUntil: Today + 1)));
        Assert.Equal(CellState.Met, StateOf(new(3, 3, ExemptFrom: Today + 1, ExemptUntil: Today + 2)));
    }

    [Fact]
    public void Flags_stand_beside_the_state()
    {
        var result = From(
        [
            new(3, 3, Critical: true, ValidTo: Today + DueSoonDays),
            new(3, 3, ValidTo: Today + DueSoonDays + 1),
            new(3, Nothing, Critical: true, Input: ItemInput.Disputed),
            new(0, 3, Critical: true, ValidTo: Today + 1),
            new(3, 3, Critical: true, ValidTo: Today + 1, ExemptUntil: Today + 1),
        ]);
        Assert.Equal([CellFlags.Critical | CellFlags.DueSoon, CellFlags.None, CellFlags.Critical | CellFlags.Disputed, CellFlags.None, CellFlags.Critical], result.Flags);
    }

    [Fact]
    public void Cells_are_counted()
    {
        var counts = From(
        [
            new(), new(0), new(3, 3, ExemptUntil: Today + 1, Critical: true), new(3, 21),
            new(3, 2, Input: ItemInput.ReassessmentNeeded), new(3, 2, ValidTo: Today), new(3, Critical: true),
            new(3, 2), new(3, 1, Critical: true), new(3, 0),
            new(3, 3, Critical: true, ValidTo: Today + 1), new(3, 5, Input: ItemInput.Disputed),
        ]).Counts;
        var expected = new GapCounts
        {
            Unset = 1,
            NotRequired = 1,
            Exempt = 1,
            Required = 9,
            NotComputable = 1,
            ReassessmentNeeded = 1,
            Expired = 1,
            NotAssessed = 1,
            Below = 3,
            BelowByTwoOrMore = 2,
            Met = 2,
            Above = 1,
            CriticalRequired = 3,
            CriticalMet = 1,
            CriticalUnmet = 1,
            DueSoon = 1,
            Disputed = 1,
        };
        Assert.Equal(expected, counts);
        Assert.Equal(5, counts.Assessed);
    }

    [Fact]
    public void The_next_change_is_the_earliest_of_all_items()
    {
        Assert.Equal(Never, From([new(3, 3), new(), new(0, 3, ValidTo: Today + 1), new(3, 3, ValidTo: Today)]).Next);
        Assert.Equal(Today + 6, From([new(3, 3, ValidTo: Today + 10), new(3, 3, ValidTo: Today + 20)]).Next);
        Assert.Equal(Today + 3, From([new(3, 3, ValidTo: Today + 3), new(3, 3, ValidFrom: Today + 5)]).Next);
        Assert.Equal(Today + 2, From([new(3, 3, ValidFrom: Today + 2), new(3, 3, ExemptUntil: Today + 9)]).Next);
        Assert.Equal(Today + 9, From([new(3, 3, ValidTo: Today + 1, ExemptUntil: Today + 9)]).Next);
        Assert.Equal(Today + 4, From([new(3, 3, ExemptFrom: Today + 4, ExemptUntil: Today + 9)]).Next);
        Assert.Equal(DateOnly.FromDayNumber(Today), new Outcome(default, Today).NextChangeDate);
        Assert.Null(new Outcome(default, Never).NextChangeDate);
    }

    [Fact]
    public void The_top_of_the_scale_can_be_given()
    {
        var (states, flags) = (new byte[2], new byte[2]);
        Calculate(new() { Required = [6, 5], Accepted = [3, 5], AsOf = Today, DueSoonDays = 0, HighestRank = 5 }, states, flags);
        Assert.Equal([(byte)CellState.NotComputable, (byte)CellState.Met], states);
    }

    [Fact]
    public void Flags_shorter_than_states_are_a_fault_of_the_program() =>
        Assert.Throws<ArgumentException>(() => Calculate(new() { AsOf = Today, DueSoonDays = 0 }, new byte[2], new byte[1]));

    [Fact]
    public void The_core_allocates_nothing()
    {
        byte[] levels = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 0, 255, 3, 3], critical = [255, 0, 7];
        int[] from = new int[19], to = new int[19];
        Array.Fill(to, Today + 30);
        byte[] states = new byte[19], flags = new byte[19];
        var sum = 0;
        void Run(int times)
        {
            for (var i = 0; i < times; i++)
            {
                var input = new Input
                {
                    Required = levels,
                    Accepted = levels.AsSpan(1),
                    Critical = critical,
                    ValidFrom = from,
                    ValidTo = to,
                    AsOf = Today,
                    DueSoonDays = 60,
                };
                sum += Calculate(input, states, flags).Counts.Met;
            }
        }

        Run(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(10_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(sum > 0);
    }
}
