namespace JobAnalysis.Domain.Gaps;

/// <summary>
/// State of one competency of one appointment, in the order of precedence of decisions 7: the first that applies is the state. Stored as a byte.
/// </summary>
public enum CellState : byte
{
    /// <summary>需求未訂: nobody decided yet.</summary>
    RequirementUnset = 0,

    /// <summary>無要求: decided that none is needed.</summary>
    NotRequired = 1,

    /// <summary>免適用: an approved exemption runs.</summary>
    Exempt = 2,

    /// <summary>無法計算: the data contradict each other.</summary>
    NotComputable = 3,

    /// <summary>待重評: there is a level, but the meaning of the item changed since.</summary>
    ReassessmentNeeded = 4,

    /// <summary>已逾期: the accepted level is past its 有效期.</summary>
    Expired = 5,

    /// <summary>尚未評估: no accepted level. Never the same as 未達第1級, which is Below.</summary>
    NotAssessed = 6,

    /// <summary>低於需求 n 級.</summary>
    Below = 7,

    /// <summary>達到需求.</summary>
    Met = 8,

    /// <summary>高於需求 n 級.</summary>
    Above = 9,
}
