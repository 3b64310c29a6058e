namespace JobAnalysis.Domain.Assessments;

/// <summary>Who or what gave a level. Kept apart for ever; the acceptance rule never mixes them.</summary>
public enum AssessmentSource
{
    /// <summary>自我評估: never accepted alone.</summary>
    Self,

    /// <summary>主管評估.</summary>
    Supervisor,

    /// <summary>A test with a result on the scale: a floor.</summary>
    Test,

    /// <summary>佐證: a certificate or product that states a level: a floor, like a test. Attendance states none and is no candidate.</summary>
    Evidence,
}
