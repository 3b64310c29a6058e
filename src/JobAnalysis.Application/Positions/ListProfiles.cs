using FluentValidation;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Positions;

/// <summary>職能需求表 of the agency, by 職務類型, then strokes. All staff see what is published, the personnel office the drafts too.</summary>
public static class ListProfiles
{
    public const int PageSize = 50;

    [Requires(Capability.ViewProfiles)]
    public sealed record Query(string? Search, int Page) : IQuery<Model>;

    public sealed record Model(IReadOnlyList<Row> Rows, int Total, bool MayEdit);

    /// <param name="InForce">Version in force today; null = none yet.</param>
    /// <param name="Pending">Next published version that waits for its day.</param>
    /// <param name="Draft">Only for those who may edit.</param>
    public sealed record Row(Guid ProfileId, LocalizedText Name, LocalizedText? JobFamily, ProfileHolding Holding, ProfileVersionLine? InForce, ProfileVersionLine? Pending, ProfileVersionLine? Draft)
    {
        /// <summary>What a click on the name opens: the draft for those who see it, else what applies or will apply.</summary>
        public Guid? OpensVersionId => (Draft ?? InForce ?? Pending)?.Id;
    }

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Page).InclusiveBetween(1, 1000).WithErrorCode("common.error.invalid-value");
            RuleFor(q => q.Search).Text(100);
        }
    }

    internal sealed class Handler(JobAnalysisDb db, RequestContext context) : IQueryHandler<Query, Model>
    {
        public async Task<Model> Handle(Query request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            var mayEdit = actor.Can(Capability.EditProfiles);
            var visible = db.CompetencyProfiles.AsNoTracking().Where(p =>
                mayEdit || db.ProfileVersions.Any(v => v.OrganizationId == p.OrganizationId && v.CompetencyProfileId == p.Id && v.PublishedAt != null));
            var all = await (
                from profile in visible
                join family in db.JobFamilies on new { profile.OrganizationId, Id = profile.JobFamilyId } equals new { family.OrganizationId, Id = (Guid?)family.Id } into families
                from family in families.DefaultIfEmpty()
                orderby family == null, family!.DisplayOrder, family.Id, EF.Functions.Collate(profile.Name.ZhHant, "zh-Hant-TW-x-icu"), profile.Id
                select new { profile.Id, profile.Name, Family = family == null ? null : family.Name }).ToListAsync(cancellationToken);

            // An agency has dozens of profiles, not thousands: folded search in memory finds 臺 by 台 and half width by full.
            var wanted = CleanText.ForSearch(request.Search ?? "");
            var found = all.Where(p => wanted.Length == 0 || Matches(p.Name, wanted) || (p.Family is { } family && Matches(family, wanted))).ToList();
            var shown = found.Skip((request.Page - 1) * PageSize).Take(PageSize).ToList();
            Guid[] ids = [.. shown.Select(p => p.Id)];
            var versions = (await db.ProfileVersions.AsNoTracking().Where(v => ids.Contains(v.CompetencyProfileId) && (mayEdit || v.PublishedAt != null)).ToListAsync(cancellationToken))
                .ToLookup(v => v.CompetencyProfileId);
            var holding = await ProfileHoldingReader.Read(db, actor, ids, cancellationToken);
            return new([.. shown.Select(p => ToRow(p.Id, p.Name, p.Family, holding[p.Id], ProfileVersionLine.Of(versions[p.Id], actor.Scope.Today)))], found.Count, mayEdit);
        }

        private static Row ToRow(Guid id, LocalizedText name, LocalizedText? family, ProfileHolding holding, IReadOnlyList<ProfileVersionLine> versions) => new(
            id, name, family, holding,
            versions.FirstOrDefault(v => v.State is ProfileVersionState.InForce),
            versions.LastOrDefault(v => v.State is ProfileVersionState.Pending),
            versions.FirstOrDefault(v => v.State is ProfileVersionState.Draft));

        private static bool Matches(LocalizedText name, string wanted) =>
            CleanText.ForSearch(name.ZhHant).Contains(wanted, StringComparison.Ordinal) || (name.En is { } en && CleanText.ForSearch(en).Contains(wanted, StringComparison.Ordinal));
    }
}
