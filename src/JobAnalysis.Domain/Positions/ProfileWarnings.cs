using JobAnalysis.Domain.Assessments;

namespace JobAnalysis.Domain.Positions;

/// <summary>Warnings on a column of a 職能需求表; they never prevent publishing (decisions 26).</summary>
public static class ProfileWarnings
{
    /// <summary>More 關鍵 items than this is a warning.</summary>
    public const int MostCritical = 6;

    /// <summary>More required items than this is a warning (OPM advises 4–8 competencies for a job).</summary>
    public const int MostRequired = 10;

    /// <summary>One warning.</summary>
    /// <param name="Code">Key of the text: <c>positions.many-critical</c> or <c>positions.many-required</c>, with the placeholders count and limit.</param>
    /// <param name="Count">Number found.</param>
    /// <param name="Limit">Number from which on it is worth a thought.</param>
    public readonly record struct Warning(string Code, int Count, int Limit);

    /// <summary>The warnings of a resolved column, none for a usual one.</summary>
    public static IReadOnlyList<Warning> Of(ProfileResolution column)
    {
        var (required, critical) = (0, 0);
        for (var ordinal = 0; ordinal < column.Length; ordinal++)
        {
            if (column.LevelOf(ordinal) is RequiredLevel { IsRequired: true }) required++;
            if (column.IsCritical(ordinal)) critical++;
        }
        List<Warning> warnings = [];
        if (critical > MostCritical) warnings.Add(new("positions.many-critical", critical, MostCritical));
        if (required > MostRequired) warnings.Add(new("positions.many-required", required, MostRequired));
        return warnings;
    }
}
