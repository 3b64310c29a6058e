namespace JobAnalysis.Domain.Assessments;

/// <summary>What a person or rater answered for one competency (decisions 6, 7). Only <see cref="Rated"/> carries a level, which may be 未達第1級.</summary>
public enum AnswerKind
{
    /// <summary>未評, preselected: no answer.</summary>
    NotAnswered,

    /// <summary>A level was given, 未達第1級 included.</summary>
    Rated,

    /// <summary>無法觀察, an answer of raters only; the cell stays 尚未評估.</summary>
    NotObserved,

    /// <summary>不適用 claimed by the person with a reason; the cell stays 尚未評估 until an exemption is approved.</summary>
    ClaimedNotApplicable,
}
