namespace JobAnalysis.Domain.Organizations;

/// <summary>Keys of <see cref="Setting"/> with their defaults.</summary>
public static class SettingKeys
{
    /// <summary>有效期 of a level in months from the day of rating.</summary>
    public const string ValidityMonths = "assessments.validity-months";

    /// <summary>Days before the end of validity in which a level is 將到期.</summary>
    public const string DueSoonDays = "assessments.due-soon-days";

    /// <summary>Months after which 出缺代理 carries the position's requirement (decisions.md 12).</summary>
    public const string ActingVacancyMonths = "appointments.acting-vacancy-months";

    /// <summary>暫停時段 of missed nights: a <see cref="Gaps.PauseWindow"/>, which is also the default. Read by gap_pause_ends() in the database.</summary>
    public const string PauseWindow = "gaps.pause-window";

    /// <summary>Of the keys whose value is a number.</summary>
    public static IReadOnlyDictionary<string, int> Defaults { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        [ValidityMonths] = 24,
        [DueSoonDays] = 60,
        [ActingVacancyMonths] = 3,
    };
}
