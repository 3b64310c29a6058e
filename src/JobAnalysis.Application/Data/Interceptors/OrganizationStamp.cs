using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace JobAnalysis.Application.Data.Interceptors;

/// <summary>Refuses to write a row of an agency that is not in scope: the filter guards reads, this guards writes.</summary>
internal sealed class OrganizationStamp : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is JobAnalysisDb db) Check(db);
        return base.SavingChangesAsync(eventData, result, cancellationToken);
    }

    private static void Check(JobAnalysisDb db)
    {
        var allowed = db.Scope.Organizations;
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) continue;
            var organization = entry.Entity switch
            {
                IOwnedByOrganization owned => owned.OrganizationId,
                IInherited { OwnerOrganizationId: { } owner } => owner,
                _ => (Guid?)null,
            };
            if (organization is { } id && Array.IndexOf(allowed, id) < 0)
                throw new InvalidOperationException($"{entry.Metadata.ClrType.Name} of organization {id} is written outside the scope.");
        }
    }
}
