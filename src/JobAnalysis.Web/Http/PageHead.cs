namespace JobAnalysis.Web.Http;

/// <summary>Title and breadcrumb of the page being drawn; the page fills it, the layout reads it.</summary>
public sealed class PageHead
{
    private readonly List<Crumb> _crumbs = [];

    public string Title { get; set; } = "";

    /// <summary>A single column of reading width, as on the self-assessment.</summary>
    public bool Narrow { get; set; }

    /// <summary>The page draws its own h1 (its title stands in the browser's tab only).</summary>
    public bool OwnHeading { get; set; }

    /// <summary>Marks the entry of the navigation to which the page belongs, for example "/Gaps/Team".</summary>
    public string? NavigationPage { get; set; }

    public IReadOnlyList<Crumb> Crumbs => _crumbs;

    public PageHead Under(string label, string? url = null)
    {
        _crumbs.Add(new Crumb(label, url));
        return this;
    }

    public sealed record Crumb(string Label, string? Url);
}
