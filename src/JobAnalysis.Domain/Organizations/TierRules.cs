using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Organizations;

/// <summary>Finds the tier of an appointment in a dated rule table, from facts of the position and the agency, never from the person's own grade.</summary>
public static class TierRules
{
    /// <summary>
    /// The row that applies, or null: no tier, cells 需求未訂, listed under 資料不完整. A row of the own agency beats a system row; rows of other agencies
    /// are not looked at. Should stored rows overlap in spite of <see cref="Check"/>, the one that began later wins, then the later id: never the order
    /// of reading.
    /// </summary>
    /// <param name="rows">All rows, in any order.</param>
    /// <param name="category">人員類別.</param>
    /// <param name="highestGrade">Highest 職等 of the position, null for a category without grades; a row with grades then never matches.</param>
    /// <param name="isSupervisory">主管職務.</param>
    /// <param name="organizationLevel">機關層級 on the day.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="ownOrganization">The agency of the position.</param>
    public static TierRuleRow? Resolve(
        IEnumerable<TierRuleRow> rows,
        PersonnelCategory category,
        int? highestGrade,
        bool isSupervisory,
        OrganizationLevel organizationLevel,
        DateOnly asOf,
        Guid ownOrganization)
    {
        TierRuleRow? best = null;
        foreach (var row in rows)
        {
            var matches = (row.OrganizationId is null || row.OrganizationId == ownOrganization)
                && row.Category == category
                && Admits(row, highestGrade)
                && (row.IsSupervisory ?? isSupervisory) == isSupervisory
                && (row.Level ?? organizationLevel) == organizationLevel
                && OpenPeriod.Contains(row.ValidFrom, row.ValidTo, asOf);
            if (matches && (best is null || Beats(row, best))) best = row;
        }
        return best;
    }

    /// <summary>Refuses rows with impossible grades or periods, and two rows of one owner that could both match the same position on the same day.</summary>
    /// <exception cref="RuleViolationException">
    /// <c>common.period-reversed</c>, <c>organizations.grade-outside-range</c>, <c>organizations.grades-reversed</c>,
    /// <c>organizations.tier-rows-overlap</c> (id, id).
    /// </exception>
    public static void Check(IReadOnlyList<TierRuleRow> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            CheckRow(rows[i]);
            for (var j = 0; j < i; j++)
            {
                if (Overlap(rows[j], rows[i])) throw new RuleViolationException("organizations.tier-rows-overlap", rows[j].Id, rows[i].Id);
            }
        }
    }

    /// <summary>Could both rows match one position on one day? Rows of different owners never count as overlapping: the agency's wins.</summary>
    public static bool Overlap(TierRuleRow one, TierRuleRow other) =>
        one.OrganizationId == other.OrganizationId
        && one.Category == other.Category
        && (one.LowestGrade ?? 1) <= (other.HighestGrade ?? GradeRange.HighestGrade)
        && (other.LowestGrade ?? 1) <= (one.HighestGrade ?? GradeRange.HighestGrade)
        && (one.IsSupervisory is null || other.IsSupervisory is null || one.IsSupervisory == other.IsSupervisory)
        && (one.Level is null || other.Level is null || one.Level == other.Level)
        && OpenPeriod.Overlaps(one.ValidFrom, one.ValidTo, other.ValidFrom, other.ValidTo);

    private static void CheckRow(TierRuleRow row)
    {
        OpenPeriod.Check(row.ValidFrom, row.ValidTo);
        if (row.LowestGrade is { } lowest) GradeRange.RankOf(lowest);
        if (row.HighestGrade is { } highest) GradeRange.RankOf(highest);
        if (row.LowestGrade > row.HighestGrade) throw new RuleViolationException("organizations.grades-reversed", row.LowestGrade, row.HighestGrade);
    }

    private static bool Admits(TierRuleRow row, int? grade) => grade is { } value
        ? value >= (row.LowestGrade ?? value) && value <= (row.HighestGrade ?? value)
        : row.LowestGrade is null && row.HighestGrade is null;

    private static bool Beats(TierRuleRow row, TierRuleRow best)
    {
        if (row.OrganizationId is null != best.OrganizationId is null) return row.OrganizationId is not null;
        return row.ValidFrom != best.ValidFrom ? row.ValidFrom > best.ValidFrom : row.Id.CompareTo(best.Id) > 0;
    }
}
