using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Gaps;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>The cache of accepted levels that runs read: of each competency the level valid today, else the last that expired, and the day on which the next begins.</summary>
internal sealed class AcceptedVectors(JobAnalysisDb db)
{
    public async Task Rebuild(Guid organizationId, Guid personId, IReadOnlyList<AcceptedLevel> levels, DateOnly today, CancellationToken cancellationToken)
    {
        var revision = await db.People.AsNoTracking().Where(p => p.OrganizationId == organizationId && p.Id == personId).Select(p => p.InputRevision).SingleAsync(cancellationToken);
        var stored = await db.AcceptedVectors.Where(v => v.OrganizationId == organizationId && v.PersonId == personId).ToDictionaryAsync(v => v.FrameworkId, cancellationToken);
        Guid[] rated = [.. levels.Select(l => l.CompetencyId).Distinct()];
        Guid[] kept = [.. stored.Keys];
        var items = await db.Competencies.AsNoTracking()
            .Where(c => kept.Contains(c.FrameworkId) || db.Competencies.Any(r => r.FrameworkId == c.FrameworkId && rated.Contains(r.Id)))
            .Select(c => new { c.Id, c.FrameworkId, c.Ordinal }).ToListAsync(cancellationToken);

        foreach (var framework in items.GroupBy(i => i.FrameworkId))
        {
            var vector = Empty(organizationId, personId, framework.Key, framework.Max(i => i.Ordinal) + 1);
            var ids = framework.Select(i => i.Id).ToHashSet();
            vector.BuiltOn = today;
            vector.NextStartOn = levels.Where(l => l.ValidFrom > today && ids.Contains(l.CompetencyId)).Select(l => (DateOnly?)l.ValidFrom).Min();
            foreach (var item in framework)
            {
                if (Counting(levels.Where(l => l.CompetencyId == item.Id), today) is not { } level) continue;
                vector.Levels[item.Ordinal] = (byte)level.Level;
                vector.ValidFromDays[item.Ordinal] = level.ValidFrom.DayNumber;
                vector.ValidToDays[item.Ordinal] = level.ValidTo?.DayNumber ?? GapCalculator.Never;
            }
            vector.InputRevision = revision;
            Store(stored.GetValueOrDefault(framework.Key), vector);
        }
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

    private void Store(AcceptedVector? stored, AcceptedVector vector)
    {
        if (stored is null) db.AcceptedVectors.Add(vector);
        else (stored.Levels, stored.ValidFromDays, stored.ValidToDays, stored.InputFlags, stored.BuiltOn, stored.NextStartOn, stored.InputRevision) =
            (vector.Levels, vector.ValidFromDays, vector.ValidToDays, vector.InputFlags, vector.BuiltOn, vector.NextStartOn, vector.InputRevision);
    }
}
