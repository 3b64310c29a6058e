using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Benchmarks.Pages;

/// <summary>One person by primary key, in scope, with its row in the audit.</summary>
public static class ShowTrivial
{
    [Requires(Capability.ViewNamedGaps, Capability.ViewOrganizationTotals, Capability.ViewOwnGaps)]
    public sealed record Query(Guid PersonId) : IQuery<string?>;

    internal sealed class Handler(JobAnalysisDb db, RequestContext context, AuditTrail trail) : IQueryHandler<Query, string?>
    {
        public async Task<string?> Handle(Query request, CancellationToken cancellationToken)
        {
            var organization = context.RequireActor().OrganizationId;
            var name = await db.People.AsNoTracking().Where(p => p.OrganizationId == organization && p.Id == request.PersonId).Select(p => p.Name).SingleOrDefaultAsync(cancellationToken);
            if (name is not null) trail.Read(nameof(ShowTrivial), [request.PersonId]);
            return name;
        }
    }
}
