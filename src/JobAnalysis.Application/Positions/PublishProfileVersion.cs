using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Positions;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Positions;

/// <summary>發布: the draft applies from a day on by an official letter, and is closed for ever.</summary>
public static class PublishProfileVersion
{
    /// <param name="EffectiveFrom">生效日 as typed, 民國 or 西元.</param>
    /// <param name="DocumentDate">發文日期 as typed.</param>
    /// <param name="DocumentNumber">發文字號.</param>
    [Requires(Capability.PublishProfiles)]
    public sealed record Command(Guid ProfileId, Guid VersionId, long Revision, string? EffectiveFrom, string? DocumentDate, string? DocumentNumber) : ICommand<Published?>, IPublicationForm;

    public sealed record Published(Guid VersionId, int Number, DateOnly EffectiveFrom);

    internal sealed class Validator : PublicationFormValidator<Command>;

    internal sealed class Handler(JobAnalysisDb db, RequestContext context, AuditTrail trail, TimeProvider clock) : ICommandHandler<Command, Published?>
    {
        public async Task<Published?> Handle(Command request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            await ProfileSql.LockProfile(db, actor.Scope, request.ProfileId, cancellationToken);
            await ProfileSql.LockVersion(db, actor.Scope, request.VersionId, cancellationToken);
            if (await db.ProfileVersions.SingleOrDefaultAsync(v => v.Id == request.VersionId && v.CompetencyProfileId == request.ProfileId, cancellationToken) is not { } version) return null;
            var effectiveFrom = TaiwanDate.Read(request.EffectiveFrom);
            version.Publish(request.Revision, effectiveFrom, TaiwanDate.Read(request.DocumentDate), CleanText.Required(request.DocumentNumber, Validator.NumberLimit),
                await PreviousEffectiveFrom(db, version, cancellationToken), actor.AccountId, clock.GetUtcNow());
            await ProfileSql.RaiseInputRevisions(db, actor.Scope, version.CompetencyProfileId, effectiveFrom, cancellationToken);
            await ProfileTasks.Complete(db, version, clock.GetUtcNow(), cancellationToken);
            trail.Changed(version.Id, new { version.Number, version.EffectiveFrom, version.DocumentDate, version.DocumentNumber });
            return new(version.Id, version.Number, effectiveFrom);
        }
    }

    internal static Task<DateOnly?> PreviousEffectiveFrom(JobAnalysisDb db, ProfileVersion version, CancellationToken cancellationToken) => db.ProfileVersions
        .Where(v => v.CompetencyProfileId == version.CompetencyProfileId && v.Status == ProfileVersionStatus.Published).MaxAsync(v => v.EffectiveFrom, cancellationToken);
}
