using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Frameworks;

internal static class AdoptionReader
{
    /// <summary>Adoptions that hold today for the actor's agency, by version: its own before a superior's that includes subordinates.</summary>
    public static async Task<IReadOnlyDictionary<Guid, ListFrameworks.Adopted>> Read(JobAnalysisDb db, Actor actor, CancellationToken cancellationToken)
    {
        var today = actor.Scope.Today;
        var rows = await (
            from adoption in db.FrameworkAdoptions.AsNoTracking()
            join organization in db.Organizations on adoption.OwnerOrganizationId equals organization.Id
            where adoption.SupersededAt == null && adoption.ValidFrom <= today && (adoption.ValidTo == null || today < adoption.ValidTo)
               && (adoption.OwnerOrganizationId == actor.OrganizationId || adoption.IncludesSubordinates)
            select new { adoption.FrameworkVersionId, Owner = adoption.OwnerOrganizationId, organization.Name, adoption.ValidFrom, adoption.ValidTo, adoption.DocumentNumber }).ToListAsync(cancellationToken);
        return rows.GroupBy(r => r.FrameworkVersionId).ToDictionary(g => g.Key, g => g.OrderBy(r => r.Owner == actor.OrganizationId ? 0 : 1).Select(r => new ListFrameworks.Adopted(r.Name, r.ValidFrom, r.ValidTo, r.DocumentNumber)).First());
    }
}
