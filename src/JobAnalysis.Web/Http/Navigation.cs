using JobAnalysis.Application.Access;

namespace JobAnalysis.Web.Http;

/// <summary>The left navigation: one line per page, in the order shown. A line is drawn when its page exists and the reader may open it.</summary>
public sealed class Navigation(Shell shell, PageHead head, LinkGenerator links, IHttpContextAccessor http)
{
    // Without a capability: everybody who is signed in. The area groups lines and names their heading, except Home.
    private static readonly NavItem[] s_items =
    [
        new("home", "home.nav.tasks", "inbox", "/Home/ListTasks"),
        new("mine", "gaps.nav.mine", "person-badge", "/Gaps/Mine", Capability.ViewOwnGaps),
        new("mine", "assessments.nav.self", "clipboard-check", "/Assessments/Self", Capability.AssessSelf),
        new("team", "gaps.nav.team", "grid-3x3-gap", "/Gaps/Team", Capability.ViewTeams),
        new("team", "assessments.nav.rate", "clipboard2-check", "/Assessments/Rate", Capability.ViewNamedGaps),
        new("positions", "positions.nav.profiles", "sliders", "/Positions/Profiles", Capability.ViewProfiles),
        new("frameworks", "frameworks.nav.frameworks", "diagram-3", "/Frameworks/Index", Capability.ViewFrameworks),
        new("frameworks", "frameworks.nav.scales", "bar-chart-steps", "/Frameworks/Scale", Capability.ViewFrameworks),
        new("organization", "gaps.nav.agency", "table", "/Gaps/Agency", Capability.ViewOrganizationTotals, Capability.ViewSubordinateTotals),
        new("operation", "gaps.nav.runs", "moon-stars", "/Gaps/Runs", Capability.ViewRuns),
    ];

    private static readonly NavItem[] s_account =
    [
        new("account", "account.nav.sessions", "laptop", "/Account/Sessions"),
        new("account", "account.nav.password", "key", "/Account/ChangePassword"),
        new("account", "account.nav.authenticator", "shield-lock", "/Account/Authenticator"),
    ];

    public IReadOnlyList<IGrouping<string, NavLink>> Areas => [.. Open(s_items).GroupBy(link => link.Item.Area, StringComparer.Ordinal)];

    public IReadOnlyList<NavLink> Account => [.. Open(s_account)];

    /// <summary>Null until the sign-in pages exist.</summary>
    public string? SignIn => links.GetPathByPage("/Account/SignIn");

    public string? SignOut => links.GetPathByPage("/Account/SignOut");

    private IEnumerable<NavLink> Open(IEnumerable<NavItem> items) =>
        from item in items
        where shell.IsSignedIn && (item.AnyOf.Length == 0 || item.AnyOf.Any(shell.May))
        let url = links.GetPathByPage(item.Page)
        where url is not null
        select new NavLink(item, url, IsCurrent(item));

    private bool IsCurrent(NavItem item) =>
        string.Equals(head.NavigationPage ?? http.HttpContext?.GetRouteValue("page") as string, item.Page, StringComparison.OrdinalIgnoreCase);
}

public sealed record NavItem(string Area, string TextKey, string Icon, string Page, params Capability[] AnyOf);

public sealed record NavLink(NavItem Item, string Url, bool IsCurrent);
