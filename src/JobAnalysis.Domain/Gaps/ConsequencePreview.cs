namespace JobAnalysis.Domain.Gaps;

/// <summary>
/// What a draft requirement would change for the people who hold it, beside the requirement now in force: 「新低於需求 12 人、新達到 4 人、無法判定 3 人」.
/// Computed by <see cref="GapCalculator"/>, nothing is stored.
/// </summary>
public static class ConsequencePreview
{
    /// <summary>What the draft means for one person; the first that applies.</summary>
    public enum Effect
    {
        /// <summary>At least one item falls below that was not below.</summary>
        NewlyBelow,

        /// <summary>Some changed item cannot be decided: no valid level, or the data contradict.</summary>
        Undecidable,

        /// <summary>No item falls below, and at least one that was below is met, or no longer required.</summary>
        NewlyMet,

        /// <summary>Neither: every item keeps its side.</summary>
        Unchanged,
    }

    /// <summary>A requirement: ranks and 關鍵 bits as in <see cref="GapCalculator.Input"/>.</summary>
    /// <param name="Levels">Required ranks.</param>
    /// <param name="Critical">關鍵 bits.</param>
    public readonly record struct Requirement(ReadOnlyMemory<byte> Levels, ReadOnlyMemory<byte> Critical);

    /// <summary>One appointment with its current and its draft requirement (they differ by tier) and its accepted levels.</summary>
    /// <param name="Current">Requirement in force; empty when there is none.</param>
    /// <param name="Draft">Requirement of the draft.</param>
    /// <param name="Accepted">As in <see cref="GapCalculator.Input"/>, like the following.</param>
    /// <param name="ValidFrom">First valid days.</param>
    /// <param name="ValidTo">Ends of validity.</param>
    /// <param name="Items">Item inputs.</param>
    /// <param name="ExemptUntil">Ends of exemptions.</param>
    public sealed record Holder(
        Requirement Current,
        Requirement Draft,
        ReadOnlyMemory<byte> Accepted,
        ReadOnlyMemory<int> ValidFrom,
        ReadOnlyMemory<int> ValidTo,
        ReadOnlyMemory<byte> Items,
        ReadOnlyMemory<int> ExemptUntil);

    /// <summary>Numbers of people for the consequence bar; they add up to the number of holders.</summary>
    /// <param name="NewlyBelow">新低於需求.</param>
    /// <param name="NewlyMet">新達到.</param>
    /// <param name="Undecidable">無法判定.</param>
    /// <param name="Unchanged">Without change.</param>
    public readonly record struct Totals(int NewlyBelow, int NewlyMet, int Undecidable, int Unchanged);

    /// <summary>Totals over the people of a profile.</summary>
    public static Totals Of(IEnumerable<Holder> holders, DateOnly asOf)
    {
        Span<int> people = stackalloc int[4];
        people.Clear();
        foreach (var holder in holders) people[(int)Of(holder, asOf)]++;
        return new(people[(int)Effect.NewlyBelow], people[(int)Effect.NewlyMet], people[(int)Effect.Undecidable], people[(int)Effect.Unchanged]);
    }

    /// <summary>Effect on one person, for 看名單.</summary>
    public static Effect Of(Holder holder, DateOnly asOf)
    {
        var length = Math.Max(holder.Current.Levels.Length, holder.Draft.Levels.Length);
        var (before, after, flags) = (new byte[length], new byte[length], new byte[length]);
        Calculate(holder, holder.Current, asOf, before, flags);
        Calculate(holder, holder.Draft, asOf, after, flags);

        var (undecidable, met) = (false, false);
        for (var i = 0; i < length; i++)
        {
            var (was, becomes) = ((CellState)before[i], (CellState)after[i]);
            if (becomes is CellState.Below && was is not CellState.Below) return Effect.NewlyBelow;
            if (was is CellState.Below && becomes is not CellState.Below) met = true;
            if (At(holder.Current.Levels, i) != At(holder.Draft.Levels, i) && IsOpen(becomes)) undecidable = true;
        }
        return undecidable ? Effect.Undecidable : met ? Effect.NewlyMet : Effect.Unchanged;
    }

    private static bool IsOpen(CellState state) =>
        state is CellState.NotComputable or CellState.ReassessmentNeeded or CellState.Expired or CellState.NotAssessed;

    private static byte At(ReadOnlyMemory<byte> levels, int i) => i < levels.Length ? levels.Span[i] : GapCalculator.Nothing;

    private static void Calculate(Holder holder, Requirement requirement, DateOnly asOf, Span<byte> states, Span<byte> flags) => GapCalculator.Calculate(
        new()
        {
            Required = requirement.Levels.Span,
            Critical = requirement.Critical.Span,
            Accepted = holder.Accepted.Span,
            ValidFrom = holder.ValidFrom.Span,
            ValidTo = holder.ValidTo.Span,
            Items = holder.Items.Span,
            ExemptUntil = holder.ExemptUntil.Span,
            AsOf = asOf.DayNumber,
            DueSoonDays = 0,
        },
        states,
        flags);
}
