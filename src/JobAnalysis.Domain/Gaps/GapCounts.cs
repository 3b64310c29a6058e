namespace JobAnalysis.Domain.Gaps;

/// <summary>
/// Counts over the cells of one appointment, or summed over a group. No sum of levels and no percentage of readiness: levels are ordinal (decisions 8).
/// </summary>
public readonly record struct GapCounts
{
    /// <summary>需求未訂.</summary>
    public int Unset { get; init; }

    /// <summary>無要求.</summary>
    public int NotRequired { get; init; }

    /// <summary>免適用.</summary>
    public int Exempt { get; init; }

    /// <summary>Cells with a requirement of level 1 or more, without 免適用: the denominator of 涵蓋率 and of 「達到 9/12」.</summary>
    public int Required { get; init; }

    /// <summary>無法計算.</summary>
    public int NotComputable { get; init; }

    /// <summary>待重評.</summary>
    public int ReassessmentNeeded { get; init; }

    /// <summary>已逾期.</summary>
    public int Expired { get; init; }

    /// <summary>尚未評估.</summary>
    public int NotAssessed { get; init; }

    /// <summary>低於需求.</summary>
    public int Below { get; init; }

    /// <summary>Of these, by two levels or more.</summary>
    public int BelowByTwoOrMore { get; init; }

    /// <summary>At or above the requirement: 達到需求 and 高於需求 together.</summary>
    public int Met { get; init; }

    /// <summary>Of these, 高於需求.</summary>
    public int Above { get; init; }

    /// <summary>關鍵 cells among <see cref="Required"/>.</summary>
    public int CriticalRequired { get; init; }

    /// <summary>關鍵 cells at or above the requirement.</summary>
    public int CriticalMet { get; init; }

    /// <summary>關鍵 cells known to be below (尚有 n 項關鍵職能未達需求). An unassessed one is neither met nor unmet.</summary>
    public int CriticalUnmet { get; init; }

    /// <summary>將到期.</summary>
    public int DueSoon { get; init; }

    /// <summary>異議中.</summary>
    public int Disputed { get; init; }

    /// <summary>Validly assessed, that is compared: below, met and above.</summary>
    public int Assessed => Below + Met;

    /// <summary>Counts of a stored result, the same as the calculation that wrote it gave.</summary>
    public static GapCounts Of(ReadOnlySpan<byte> states, ReadOnlySpan<byte> flags, ReadOnlySpan<byte> required, ReadOnlySpan<byte> accepted)
    {
        var tally = default(GapTally);
        for (var i = 0; i < states.Length; i++) tally.Count((CellState)states[i], (CellFlags)flags[i], required[i] - accepted[i]);
        return tally.ToCounts();
    }

    /// <summary>Sum over two groups of cells.</summary>
    public static GapCounts operator +(GapCounts one, GapCounts other) => new()
    {
        Unset = one.Unset + other.Unset,
        NotRequired = one.NotRequired + other.NotRequired,
        Exempt = one.Exempt + other.Exempt,
        Required = one.Required + other.Required,
        NotComputable = one.NotComputable + other.NotComputable,
        ReassessmentNeeded = one.ReassessmentNeeded + other.ReassessmentNeeded,
        Expired = one.Expired + other.Expired,
        NotAssessed = one.NotAssessed + other.NotAssessed,
        Below = one.Below + other.Below,
        BelowByTwoOrMore = one.BelowByTwoOrMore + other.BelowByTwoOrMore,
        Met = one.Met + other.Met,
        Above = one.Above + other.Above,
        CriticalRequired = one.CriticalRequired + other.CriticalRequired,
        CriticalMet = one.CriticalMet + other.CriticalMet,
        CriticalUnmet = one.CriticalUnmet + other.CriticalUnmet,
        DueSoon = one.DueSoon + other.DueSoon,
        Disputed = one.Disputed + other.Disputed,
    };

    /// <summary>Sum over two groups of cells.</summary>
    public static GapCounts Add(GapCounts left, GapCounts right) => left + right;
}
