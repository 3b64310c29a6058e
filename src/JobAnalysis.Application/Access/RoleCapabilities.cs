namespace JobAnalysis.Application.Access;

/// <summary>The only table of who may do what (security-reliability.md B1 with its corrections; ADR 0011).</summary>
internal static class RoleCapabilities
{
    public static readonly IReadOnlySet<Capability> Everyone = new HashSet<Capability> { Capability.UseOwnAccount, Capability.ViewFrameworks };

    /// <summary>人員: whoever is a person of the agency.</summary>
    public static readonly IReadOnlySet<Capability> Employee = new HashSet<Capability>
    {
        Capability.ViewProfiles, Capability.AssessSelf, Capability.ViewOwnGaps, Capability.ViewRuns,
    };

    /// <summary>單位主管, derived from a head appointment; rating is a right of its own because 請假代理 lacks it.</summary>
    public static readonly IReadOnlySet<Capability> UnitHead = new HashSet<Capability> { Capability.ViewNamedGaps, Capability.ViewTeams, Capability.ExportNamedGaps, Capability.ProposeExemptions, Capability.ReturnAssessments };

    public static IReadOnlySet<Capability> Of(Role role) => role switch
    {
        Role.HrOfficer => new HashSet<Capability>
        {
            Capability.ViewProfiles, Capability.EditProfiles, Capability.PublishProfiles, Capability.ViewNamedGaps, Capability.ViewTeams, Capability.ExportNamedGaps,
            Capability.ViewOrganizationTotals, Capability.ViewRuns, Capability.RequestRun, Capability.SetPauseWindow, Capability.ReturnAssessments,
        },
        Role.HrHead => new HashSet<Capability>
        {
            Capability.ViewProfiles, Capability.EditProfiles, Capability.PublishProfiles, Capability.ViewNamedGaps, Capability.ViewTeams, Capability.ExportNamedGaps,
            Capability.ViewOrganizationTotals, Capability.ViewRuns, Capability.RequestRun, Capability.SetPauseWindow, Capability.ReturnAssessments, Capability.ApproveExemptions,
        },
        Role.HeadOfAgency => new HashSet<Capability> { Capability.ViewProfiles, Capability.ViewOrganizationTotals, Capability.ViewSubordinateTotals, Capability.ViewRuns },
        Role.SupervisingHr => new HashSet<Capability> { Capability.ViewSubordinateTotals, Capability.ViewRuns },
        Role.FrameworkOwner => new HashSet<Capability> { Capability.ViewFrameworkDrafts, Capability.ViewRuns },
        Role.SystemAdministrator => new HashSet<Capability> { Capability.ViewRuns, Capability.RequestRun, Capability.ViewSystemStatus },
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>Roles whose holder may open every person's rows of the agency.</summary>
    public static bool OpensNames(Role role) => role is Role.HrOfficer or Role.HrHead;

    /// <summary>機關首長 and 主管機關人事 see totals; what is about named people is absent for them, not forbidden (note on matrix rows 5 to 34).</summary>
    public static bool AreAbsentFor(Actor actor, IEnumerable<Capability> wanted) =>
        actor.Roles.Any(r => r is Role.HeadOfAgency or Role.SupervisingHr) && wanted.All(Named.Contains);

    private static readonly IReadOnlySet<Capability> Named = new HashSet<Capability>
    {
        Capability.RatePeople, Capability.ReturnAssessments, Capability.ViewNamedGaps, Capability.ViewTeams, Capability.ExportNamedGaps, Capability.ProposeExemptions, Capability.ApproveExemptions,
    };
}
