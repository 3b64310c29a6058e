using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Gaps;

namespace JobAnalysis.Application.Assessments;

/// <summary>The cache of accepted levels that runs read: of each competency the level valid today, else the last that expired, and the day on which the next begins.</summary>
internal static class AcceptedVectors
{
    /// <summary>A vector for every lineage in which the person has a level, or had a vector.</summary>
    public static List<AcceptedVector> Build(Guid organizationId, Guid personId, IReadOnlyList<AcceptedLevel> levels, IReadOnlyList<AcceptanceSql.Item> items, DateOnly today, long revision)
    {
        var levelsOf = levels.ToLookup(l => l.CompetencyId);
        List<AcceptedVector> vectors = [];
        foreach (var framework in items.GroupBy(i => i.FrameworkId))
        {
            if (!framework.Any(i => i.HasVector || levelsOf.Contains(i.Id))) continue;
            var vector = Empty(organizationId, personId, framework.Key, framework.Max(i => i.Ordinal) + 1);
            vector.BuiltOn = today;
            vector.InputRevision = revision;
            vector.NextStartOn = framework.SelectMany(i => levelsOf[i.Id]).Where(l => l.ValidFrom > today).Select(l => (DateOnly?)l.ValidFrom).Min();
            foreach (var item in framework)
            {
                if (Counting(levelsOf[item.Id], today) is not { } level) continue;
                vector.Levels[item.Ordinal] = (byte)level.Level;
                vector.ValidFromDays[item.Ordinal] = level.ValidFrom.DayNumber;
                vector.ValidToDays[item.Ordinal] = level.ValidTo?.DayNumber ?? GapCalculator.Never;
            }
            vectors.Add(vector);
        }
        return vectors;
    }

    private static AcceptedLevel? Counting(IEnumerable<AcceptedLevel> levels, DateOnly today)
    {
        AcceptedLevel? last = null;
        foreach (var level in levels)
        {
            if (level.ValidFrom <= today && (last is null || level.ValidFrom > last.ValidFrom)) last = level;
        }
        return last;
    }

    private static AcceptedVector Empty(Guid organizationId, Guid personId, Guid frameworkId, int length)
    {
        var levels = new byte[length];
        Array.Fill(levels, GapCalculator.Nothing);
        return new()
        {
            OrganizationId = organizationId,
            PersonId = personId,
            FrameworkId = frameworkId,
            Levels = levels,
            ValidFromDays = new int[length],
            ValidToDays = new int[length],
            InputFlags = new byte[length],
        };
    }
}
