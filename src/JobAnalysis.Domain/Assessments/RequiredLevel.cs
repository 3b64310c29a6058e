namespace JobAnalysis.Domain.Assessments;

/// <summary>
/// A level that an appointment needs: a rank on a named scale. Rank 0 is 無要求, a decision that none is needed; 需求未訂 (nobody decided) is the
/// absence of a RequiredLevel.
/// </summary>
public readonly record struct RequiredLevel
{
    /// <summary>無要求.</summary>
    public static readonly RequiredLevel NotRequired;

    /// <param name="rank">0 (無要求) to 20.</param>
    /// <exception cref="Shared.RuleViolationException"><c>assessments.level-outside-scale</c> (rank, highest).</exception>
    public RequiredLevel(int rank) => Rank = LevelRank.Check(rank);

    /// <summary>0 to 20, ordinal.</summary>
    public byte Rank { get; }

    /// <summary>Is anything required (not 無要求)?</summary>
    public bool IsRequired => Rank != 0;

    /// <summary>Reads a form value on a scale with ranks up to <paramref name="highest"/>; full-width digits are accepted.</summary>
    /// <exception cref="Shared.RuleViolationException">
    /// <c>assessments.level-unreadable</c> (text, highest), <c>assessments.level-outside-scale</c> (rank, highest).
    /// </exception>
    public static RequiredLevel Read(string? typed, int highest) => new(LevelRank.Read(typed, highest));

    /// <summary>The rank in digits, for logs and form values; readers see the label of the scale.</summary>
    public override string ToString() => LevelRank.Text(Rank);
}
