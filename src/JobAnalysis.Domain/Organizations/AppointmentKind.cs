namespace JobAnalysis.Domain.Organizations;

/// <summary>Kind of a 任職 (decisions 2, 12).</summary>
public enum AppointmentKind
{
    /// <summary>本職.</summary>
    Regular,

    /// <summary>兼任.</summary>
    Concurrent,

    /// <summary>出缺代理: all rights of the position; carries a requirement after the configured months.</summary>
    ActingVacancy,

    /// <summary>請假代理: does process steps; never carries a requirement.</summary>
    ActingLeave,

    /// <summary>借調、支援: the 本職 is kept and carries the requirement, this row never does.</summary>
    Secondment,
}
