namespace JobAnalysis.Domain.Gaps;

/// <summary>
/// Compares required with accepted levels: pure, total and without allocation. The nightly run, the recompute button, the rehearsal, the property tests and
/// the benchmarks all call it. Vectors are indexed by the ordinal of a competency in its framework lineage; a short one means "nothing in the tail".
/// </summary>
public static class GapCalculator
{
    /// <summary>Byte for 需求未訂 in a required vector and for 尚未評估 in an accepted one.</summary>
    public const byte Nothing = 255;

    /// <summary>Day number for "without end" (and of a result that never changes by itself).</summary>
    public const int Never = int.MaxValue;

    /// <summary>What else is known about an item of a person. Stored as a byte.</summary>
    [Flags]
    public enum ItemInput : byte
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>The meaning of the item changed after its level was given (版本對照).</summary>
        ReassessmentNeeded = 1,

        /// <summary>An objection is open. The accepted vector already holds the previous valid level or none.</summary>
        Disputed = 2,

        /// <summary>The caller found a contradiction that the numbers do not show.</summary>
        Contradictory = 4,
    }

    /// <summary>One appointment. Days are <see cref="DateOnly.DayNumber"/>.</summary>
    public readonly ref struct Input
    {
        /// <summary>Required rank per item: 0 無要求, <see cref="Nothing"/> 需求未訂.</summary>
        public ReadOnlySpan<byte> Required { get; init; }

        /// <summary>關鍵 as bits: item i is bit i % 8 of byte i / 8.</summary>
        public ReadOnlySpan<byte> Critical { get; init; }

        /// <summary>Accepted rank per item: 0 未達第1級, <see cref="Nothing"/> 尚未評估.</summary>
        public ReadOnlySpan<byte> Accepted { get; init; }

        /// <summary>First valid day of the accepted level; missing: from always.</summary>
        public ReadOnlySpan<int> ValidFrom { get; init; }

        /// <summary>First day on which the accepted level is no longer valid; missing or <see cref="Never"/>: without end.</summary>
        public ReadOnlySpan<int> ValidTo { get; init; }

        /// <summary><see cref="ItemInput"/> per item.</summary>
        public ReadOnlySpan<byte> Items { get; init; }

        /// <summary>First day of an approved exemption that has an end; missing: it began already.</summary>
        public ReadOnlySpan<int> ExemptFrom { get; init; }

        /// <summary>First day on which an approved exemption no longer runs; missing or 0: no exemption.</summary>
        public ReadOnlySpan<int> ExemptUntil { get; init; }

        /// <summary>資料基準日.</summary>
        public required int AsOf { get; init; }

        /// <summary>Days before the end at which a level is 將到期, 0 or more.</summary>
        public required int DueSoonDays { get; init; }

        /// <summary>Highest rank of the scale; a required or accepted rank above it contradicts the scale. 0 means 20.</summary>
        public byte HighestRank { get; init; }
    }

    /// <summary>What one calculation returns beside states and flags.</summary>
    /// <param name="Counts">Counts over the cells.</param>
    /// <param name="NextChangeOn">Earliest day after the as-of date on which a state or flag changes although no data do; <see cref="Never"/> for none.</param>
    public readonly record struct Outcome(GapCounts Counts, int NextChangeOn)
    {
        /// <summary><see cref="NextChangeOn"/> as a date, null for never (and for a day after the last that a date can hold).</summary>
        public DateOnly? NextChangeDate => NextChangeOn > DateOnly.MaxValue.DayNumber ? null : DateOnly.FromDayNumber(NextChangeOn);
    }

    /// <summary>Calculates the state and flags of every item from 0 to the length of <paramref name="states"/>.</summary>
    /// <param name="input">The appointment.</param>
    /// <param name="states">Receives a <see cref="CellState"/> per item; its length says how many items there are, normally that of the requirement.</param>
    /// <param name="flags">Receives <see cref="CellFlags"/> per item; as long as <paramref name="states"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="flags"/> is shorter than <paramref name="states"/> (a fault of the program, not of data).</exception>
    public static Outcome Calculate(in Input input, Span<byte> states, Span<byte> flags)
    {
        if (flags.Length < states.Length) throw new ArgumentException("Shorter than states.", nameof(flags));
        var tally = default(GapTally);
        var next = Never;
        for (var i = 0; i < states.Length; i++)
        {
            var required = At(input.Required, i, Nothing);
            var accepted = At(input.Accepted, i, Nothing);
            var cell = Compare(input, i, required, accepted, ref next);
            states[i] = (byte)cell.State;
            flags[i] = (byte)cell.Flags;
            tally.Count(cell.State, cell.Flags, required - accepted);
        }
        return new(tally.ToCounts(), next);
    }

    /// <summary>Is the item 關鍵 in a bit vector?</summary>
    public static bool IsCritical(ReadOnlySpan<byte> critical, int ordinal) => (At(critical, ordinal >> 3, 0) & (1 << (ordinal & 7))) != 0;

    /// <summary>Marks an item 關鍵 in a bit vector that is long enough.</summary>
    public static void MarkCritical(Span<byte> critical, int ordinal) => critical[ordinal >> 3] |= (byte)(1 << (ordinal & 7));

    private static (CellState State, CellFlags Flags) Compare(in Input input, int i, byte required, byte accepted, ref int next)
    {
        if (required == Nothing) return (CellState.RequirementUnset, CellFlags.None);
        if (required == 0) return (CellState.NotRequired, CellFlags.None);

        var items = (ItemInput)At(input.Items, i, 0);
        var flags = (IsCritical(input.Critical, i) ? CellFlags.Critical : CellFlags.None)
            | ((items & ItemInput.Disputed) != ItemInput.None ? CellFlags.Disputed : CellFlags.None);

        var exemptUntil = At(input.ExemptUntil, i, 0);
        if (input.AsOf < exemptUntil)
        {
            var exemptFrom = At(input.ExemptFrom, i, int.MinValue);
            if (input.AsOf >= exemptFrom)
            {
                next = Math.Min(next, exemptUntil);
                return (CellState.Exempt, flags);
            }
            if (exemptFrom < exemptUntil) next = Math.Min(next, exemptFrom);
        }

        var highest = input.HighestRank == 0 ? Assessments.LevelRank.Highest : input.HighestRank;
        if ((items & ItemInput.Contradictory) != ItemInput.None || required > highest) return (CellState.NotComputable, flags);
        if (accepted == Nothing) return (CellState.NotAssessed, flags);

        var validFrom = At(input.ValidFrom, i, int.MinValue);
        var validTo = At(input.ValidTo, i, Never);
        if (accepted > highest || validTo <= validFrom) return (CellState.NotComputable, flags);
        if ((items & ItemInput.ReassessmentNeeded) != ItemInput.None) return (CellState.ReassessmentNeeded, flags);
        if (input.AsOf >= validTo) return (CellState.Expired, flags);
        if (input.AsOf < validFrom)
        {
            next = Math.Min(next, validFrom);
            return (CellState.NotAssessed, flags);
        }

        if (validTo != Never)
        {
            var dueOn = validTo - input.DueSoonDays;
            if (input.AsOf >= dueOn) flags |= CellFlags.DueSoon;
            next = Math.Min(next, input.AsOf >= dueOn ? validTo : dueOn);
        }
        return (accepted < required ? CellState.Below : accepted == required ? CellState.Met : CellState.Above, flags);
    }

    private static byte At(ReadOnlySpan<byte> vector, int i, byte missing) => (uint)i < (uint)vector.Length ? vector[i] : missing;

    private static int At(ReadOnlySpan<int> vector, int i, int missing) => (uint)i < (uint)vector.Length ? vector[i] : missing;
}
