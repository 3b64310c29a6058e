namespace JobAnalysis.Application.Access;

/// <summary>What an actor may do; on which rows is the question of <see cref="Scope"/>.</summary>
public enum Capability
{
    /// <summary>Needs nobody signed in.</summary>
    Anonymous,

    /// <summary>The account behind the session: own sessions, password, authenticator, language, tasks.</summary>
    UseOwnAccount,

    ViewFrameworks,
    ViewFrameworkDrafts,

    /// <summary>Published profiles are readable by all staff of the agency (decisions.md 17).</summary>
    ViewProfiles,
    EditProfiles,
    PublishProfiles,

    AssessSelf,

    /// <summary>Head of the nearest unit of the 本職, 出缺代理 head, or rater named by HR (decisions.md 12).</summary>
    RatePeople,

    /// <summary>Give a submitted assessment back with a reason (matrix row 12).</summary>
    ReturnAssessments,

    /// <summary>Own results.</summary>
    ViewOwnGaps,

    /// <summary>Named results of people in scope.</summary>
    ViewNamedGaps,

    /// <summary>Has units to open as a table of people; a rater named by HR has people, but no unit.</summary>
    ViewTeams,

    /// <summary>Counts by unit of the own agency.</summary>
    ViewOrganizationTotals,

    /// <summary>Counts of subordinate agencies.</summary>
    ViewSubordinateTotals,

    ExportNamedGaps,

    ProposeExemptions,
    ApproveExemptions,

    ViewRuns,
    RequestRun,

    /// <summary>Decide when missed nights of the own agency are not made up.</summary>
    SetPauseWindow,

    /// <summary>Operates the system: the worker, the command line, seeding. No browser session has it.</summary>
    Operate,

    ViewSystemStatus,
}

/// <summary>Roles that are granted; employee and unit head are derived (decisions.md 18).</summary>
public enum Role
{
    HrOfficer,
    HrHead,
    HeadOfAgency,
    SupervisingHr,
    FrameworkOwner,
    SystemAdministrator,
}

/// <summary>Says which capability a message needs; any one of several.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute(params Capability[] anyOf) : Attribute
{
    public IReadOnlyList<Capability> AnyOf { get; } = anyOf;
}
