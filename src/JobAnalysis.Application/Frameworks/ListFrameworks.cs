using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Frameworks;

/// <summary>職能框架 and their versions, with what the agency adopted.</summary>
public static class ListFrameworks
{
    [Requires(Capability.ViewFrameworks)]
    public sealed record Query : IQuery<IReadOnlyList<Row>>;

    public sealed record Row(Guid VersionId, LocalizedText Framework, LocalizedText Subtitle, int Number, FrameworkVersionStatus Status, DateTimeOffset? PublishedAt, int Competencies, int Attitudes, Adopted? Adoption);

    /// <summary>Since when the agency uses it, and by which decision; the agency itself or a superior one.</summary>
    public sealed record Adopted(LocalizedText By, DateOnly From, DateOnly? To, string DocumentNumber);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context) : IQueryHandler<Query, IReadOnlyList<Row>>
    {
        public async Task<IReadOnlyList<Row>> Handle(Query request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            var drafts = actor.Can(Capability.ViewFrameworkDrafts);
            var found = await (
                from version in db.FrameworkVersions.AsNoTracking()
                join framework in db.Frameworks on version.FrameworkId equals framework.Id
                where drafts || version.Status == FrameworkVersionStatus.Approved
                orderby framework.Key, version.Number descending, version.Id
                select new
                {
                    version.Id,
                    framework.Name,
                    framework.Subtitle,
                    version.Number,
                    version.Status,
                    version.PublishedAt,
                    Competencies = db.CompetencyEditions.Count(c => c.FrameworkVersionId == version.Id),
                    Attitudes = db.AttitudeEditions.Count(a => a.FrameworkVersionId == version.Id),
                }).ToListAsync(cancellationToken);
            var adopted = await AdoptionReader.Read(db, actor, cancellationToken);
            return [.. found.Select(v => new Row(v.Id, v.Name, v.Subtitle, v.Number, v.Status, v.PublishedAt, v.Competencies, v.Attitudes, adopted.GetValueOrDefault(v.Id)))];
        }
    }
}
