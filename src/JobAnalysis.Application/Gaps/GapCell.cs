using JobAnalysis.Domain.Gaps;

namespace JobAnalysis.Application.Gaps;

/// <summary>One cell as a page shows it.</summary>
/// <param name="State">State by the precedence of decisions.md 7.</param>
/// <param name="Flags">關鍵, 將到期, 異議中.</param>
/// <param name="Required">Required rank; null = 需求未訂.</param>
/// <param name="Level">Level compared; null = none (0 is 未達第1級).</param>
public readonly record struct GapCell(CellState State, CellFlags Flags, int? Required, int? Level)
{
    /// <summary>Levels below (positive) or above (negative) where compared, else 0.</summary>
    public int Below => State is CellState.Below or CellState.Above && Required is { } need && Level is { } have ? need - have : 0;

    public bool IsCritical => Flags.HasFlag(CellFlags.Critical);

    /// <summary>Counts as a requirement: something is asked and not waived.</summary>
    public bool IsRequirement => State is not (CellState.RequirementUnset or CellState.NotRequired or CellState.Exempt);

    public bool IsMet => State is CellState.Met or CellState.Above;

    public bool IsCompared => State is CellState.Met or CellState.Above or CellState.Below;

    internal static GapCell At(GapResult result, int ordinal) => At(result.States, result.Flags, result.Required, result.Accepted, ordinal);

    internal static GapCell At(GapHistory past, int ordinal) => At(past.States, past.Flags, past.Required, past.Accepted, ordinal);

    internal static GapCell At(byte[] states, byte[] flags, byte[] required, byte[] accepted, int ordinal) => ordinal >= states.Length
        ? new(CellState.RequirementUnset, CellFlags.None, null, null)
        : new((CellState)states[ordinal], (CellFlags)flags[ordinal], required[ordinal] == GapCalculator.Nothing ? null : required[ordinal], accepted[ordinal] == GapCalculator.Nothing ? null : accepted[ordinal]);

    /// <summary>The same requirement beside a level of another source (self, supervisor), which never expires on the page: its date is shown in the explanation.</summary>
    internal GapCell WithLevel(int? level) => State is CellState.RequirementUnset or CellState.NotRequired or CellState.Exempt
        ? this
        : new(level is not { } have || Required is not { } need ? CellState.NotAssessed : have < need ? CellState.Below : have == need ? CellState.Met : CellState.Above, Flags & CellFlags.Critical, Required, level);
}
