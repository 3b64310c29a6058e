namespace JobAnalysis.Domain.Gaps;

/// <summary>Flags beside a <see cref="CellState"/>. Stored as a byte.</summary>
[Flags]
public enum CellFlags : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>將到期: the compared level ends within the configured days.</summary>
    DueSoon = 1,

    /// <summary>異議中.</summary>
    Disputed = 2,

    /// <summary>關鍵職能, where a level is required.</summary>
    Critical = 4,
}
