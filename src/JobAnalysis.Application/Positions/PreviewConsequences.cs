using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Positions;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Positions;

/// <summary>Counts of the consequence bar: 新低於需求, 新達到, 無法判定, as of today.</summary>
public static class PreviewConsequences
{
    [Requires(Capability.EditProfiles)]
    public sealed record Query(Guid ProfileId, Guid VersionId) : IQuery<Model?>;

    public sealed record Model(ConsequencePreview.Totals People, DateOnly AsOf);

    internal sealed class Handler(JobAnalysisDb db, ConsequenceReader reader, RequestContext context) : IQueryHandler<Query, Model?>
    {
        public async Task<Model?> Handle(Query request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            if (!await db.ProfileVersions.AnyAsync(v => v.Id == request.VersionId && v.CompetencyProfileId == request.ProfileId && v.Status == ProfileVersionStatus.Draft, cancellationToken)) return null;
            var held = await reader.Read(actor.OrganizationId, request.ProfileId, request.VersionId, actor.Scope.Today, cancellationToken);
            return new(ConsequenceReader.Totals(held), actor.Scope.Today);
        }
    }
}
