using JobAnalysis.Application.Access;

namespace JobAnalysis.Web.Http;

/// <summary>Who reads this page, as far as the layout needs to know. Filled once per request after authentication; empty for a visitor.</summary>
public sealed class Shell
{
    public string? AgencyName { get; set; }

    public string? UnitName { get; set; }

    /// <summary>Null for a visitor.</summary>
    public string? AccountName { get; set; }

    public string? AccountTitle { get; set; }

    /// <summary>Open 待辦 of the reader.</summary>
    public int TaskCount { get; set; }

    public SessionLimits? Session { get; set; }

    /// <summary>May the reader use this capability? Set it to <c>actor.Can</c>.</summary>
    public Func<Capability, bool> May { get; set; } = static _ => false;

    public bool IsSignedIn => AccountName is not null;
}

/// <summary>For the warning before a session ends; seconds count from this answer.</summary>
public sealed record SessionLimits(int IdleSeconds, int AbsoluteSeconds, string KeepAliveUrl);
