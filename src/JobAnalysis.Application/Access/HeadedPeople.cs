using JobAnalysis.Application.Data;

namespace JobAnalysis.Application.Access;

/// <summary>People with an appointment today in a unit of the actor's: fewer than those he may read when he is of the personnel office.</summary>
internal static class HeadedPeople
{
    public static IQueryable<Guid> Of(JobAnalysisDb db, Actor actor)
    {
        var (organizationId, units, today) = (actor.OrganizationId, actor.Scope.Units, actor.Scope.Today);
        return db.PersonUnits
            .Where(at => at.OrganizationId == organizationId && units.Contains(at.UnitId) && at.ValidFrom <= today && (at.ValidTo == null || today < at.ValidTo))
            .Select(at => at.PersonId);
    }
}
