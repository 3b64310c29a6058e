using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Positions;

/// <summary>The check before 發布: reads the form as publishing will, so that the dates can be shown in both calendars before anything is decided.</summary>
public static class ReviewPublication
{
    [Requires(Capability.PublishProfiles)]
    public sealed record Query(Guid ProfileId, Guid VersionId, long Revision, string? EffectiveFrom, string? DocumentDate, string? DocumentNumber) : IQuery<Reviewed?>, IPublicationForm;

    /// <param name="IsBackdated">生效日 is before today: results are recomputed, what was shown stays (decisions.md 5).</param>
    public sealed record Reviewed(DateOnly EffectiveFrom, DateOnly DocumentDate, string DocumentNumber, bool IsBackdated);

    internal sealed class Validator : PublicationFormValidator<Query>;

    internal sealed class Handler(JobAnalysisDb db, RequestContext context) : IQueryHandler<Query, Reviewed?>
    {
        public async Task<Reviewed?> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await db.ProfileVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == request.VersionId && v.CompetencyProfileId == request.ProfileId, cancellationToken) is not { } version) return null;
            var (effectiveFrom, documentDate) = (TaiwanDate.Read(request.EffectiveFrom), TaiwanDate.Read(request.DocumentDate));
            var number = CleanText.Required(request.DocumentNumber, Validator.NumberLimit);
            // On the untracked copy: the rules of publishing are asked, nothing is written.
            version.Publish(request.Revision, effectiveFrom, documentDate, number, await PublishProfileVersion.PreviousEffectiveFrom(db, version, cancellationToken), Guid.Empty, default);
            return new(effectiveFrom, documentDate, number, effectiveFrom < context.Scope.Today);
        }
    }
}
