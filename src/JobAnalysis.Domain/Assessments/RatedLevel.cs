namespace JobAnalysis.Domain.Assessments;

/// <summary>
/// A level that somebody gave a person: a rank on a named scale. Rank 0 is 未達第1級, which is a rating (assessed; its shortfall is the whole requirement)
/// and not the same as 尚未評估, for which there is no RatedLevel at all. Not comparable with <see cref="RequiredLevel"/>, whose 0 means something else:
/// <c>Gaps.GapCalculator</c> is the place that compares.
/// </summary>
public readonly record struct RatedLevel
{
    /// <summary>未達第1級.</summary>
    public static readonly RatedLevel BelowLevel1;

    /// <param name="rank">0 (未達第1級) to 20.</param>
    /// <exception cref="Shared.RuleViolationException"><c>assessments.level-outside-scale</c> (rank, highest).</exception>
    public RatedLevel(int rank) => Rank = LevelRank.Check(rank);

    /// <summary>0 to 20, ordinal: differences count steps, they are not distances.</summary>
    public byte Rank { get; }

    /// <summary>Is this 未達第1級?</summary>
    public bool IsBelowLevel1 => Rank == 0;

    /// <summary>Reads a form value on a scale with ranks up to <paramref name="highest"/>; full-width digits are accepted.</summary>
    /// <exception cref="Shared.RuleViolationException">
    /// <c>assessments.level-unreadable</c> (text, highest), <c>assessments.level-outside-scale</c> (rank, highest).
    /// </exception>
    public static RatedLevel Read(string? typed, int highest) => new(LevelRank.Read(typed, highest));

    /// <summary>The rank in digits, for logs and form values; readers see the label of the scale.</summary>
    public override string ToString() => LevelRank.Text(Rank);
}
