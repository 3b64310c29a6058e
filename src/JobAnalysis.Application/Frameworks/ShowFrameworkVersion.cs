using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Frameworks;

/// <summary>One version of a framework: goals, categories with their competencies, attitudes, statements, and the defects of the document.</summary>
public static class ShowFrameworkVersion
{
    /// <param name="VersionId">The version; a draft exists for framework owners only.</param>
    /// <param name="Search">Part of a name, an alias or a description; folded as CleanText.ForSearch does.</param>
    [Requires(Capability.ViewFrameworks)]
    public sealed record Query(Guid VersionId, string? Search = null) : IQuery<Model?>;

    public sealed record Model(FrameworkVersion Version, LocalizedText Name, LocalizedText Subtitle, ListFrameworks.Adopted? Adoption, IReadOnlyList<FrameworkPassage> Goals, IReadOnlyList<FrameworkPassage> Statements,
        IReadOnlyList<Category> Categories, IReadOnlyList<Item> Attitudes, IReadOnlyList<DocumentWarning> Warnings, IReadOnlyList<Edition> Editions, int Found, int All);

    /// <summary>One version of the same framework, newest first.</summary>
    public sealed record Edition(Guid Id, int Number, FrameworkVersionStatus Status, DateTimeOffset? PublishedAt);

    public sealed record Category(LocalizedText Name, IReadOnlyList<Item> Competencies);

    /// <summary>A competency or an attitude of the list.</summary>
    public sealed record Item(Guid Id, string Key, string? Number, LocalizedText Name, LocalizedText Description, IReadOnlyList<string> Aliases, IReadOnlyList<string> SearchAliases);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context) : IQueryHandler<Query, Model?>
    {
        public async Task<Model?> Handle(Query request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            if (await FrameworkVersions.Readable(db, actor, request.VersionId, cancellationToken) is not { } version) return null;
            var framework = await db.Frameworks.AsNoTracking().SingleAsync(f => f.Id == version.FrameworkId, cancellationToken);
            var passages = await db.FrameworkPassages.AsNoTracking().Where(p => p.FrameworkVersionId == version.Id).OrderBy(p => p.DisplayOrder).ThenBy(p => p.Id).ToListAsync(cancellationToken);
            var competencies = await (
                from edition in db.CompetencyEditions.AsNoTracking()
                join competency in db.Competencies on edition.CompetencyId equals competency.Id
                join category in db.CompetencyCategories on edition.CategoryId equals category.Id
                where edition.FrameworkVersionId == version.Id
                orderby category.DisplayOrder, edition.DisplayOrder, edition.Id
                select new { Category = category.Name, Item = new Item(competency.Id, competency.Key, edition.Number, edition.Name, edition.Description, edition.Aliases, edition.SearchAliases) }).ToListAsync(cancellationToken);
            var attitudes = await (
                from edition in db.AttitudeEditions.AsNoTracking()
                join attitude in db.Attitudes on edition.AttitudeId equals attitude.Id
                where edition.FrameworkVersionId == version.Id
                orderby edition.DisplayOrder, edition.Id
                select new Item(attitude.Id, attitude.Key, null, edition.Name, edition.Description, Array.Empty<string>(), Array.Empty<string>())).ToListAsync(cancellationToken);
            var warnings = await WarningReader.Read(db, version, null, cancellationToken);
            var drafts = actor.Can(Capability.ViewFrameworkDrafts);
            var editions = await db.FrameworkVersions.AsNoTracking().Where(v => v.FrameworkId == framework.Id && (drafts || v.Status == FrameworkVersionStatus.Approved))
                .OrderByDescending(v => v.Number).ThenBy(v => v.Id).Select(v => new Edition(v.Id, v.Number, v.Status, v.PublishedAt)).ToListAsync(cancellationToken);

            var matches = Matcher(request.Search);
            var shown = competencies.Where(c => matches(c.Item)).ToList();
            var shownAttitudes = attitudes.Where(matches).ToList();
            return new(version, framework.Name, framework.Subtitle, (await AdoptionReader.Read(db, actor, cancellationToken)).GetValueOrDefault(version.Id),
                [.. passages.Where(p => p.Kind is FrameworkPassageKind.Goal)], [.. passages.Where(p => p.Kind is FrameworkPassageKind.Statement)],
                [.. shown.GroupBy(c => c.Category).Select(g => new Category(g.Key, [.. g.Select(c => c.Item)]))], shownAttitudes, warnings, editions,
                shown.Count + shownAttitudes.Count, competencies.Count + attitudes.Count);
        }

        private static Func<Item, bool> Matcher(string? search)
        {
            if (string.IsNullOrWhiteSpace(search)) return _ => true;
            var wanted = CleanText.ForSearch(search);
            bool Has(string? text) => text is not null && CleanText.ForSearch(text).Contains(wanted, StringComparison.Ordinal);
            return item => Has(item.Name.ZhHant) || Has(item.Name.En) || Has(item.Description.ZhHant) || Has(item.Description.En) || item.Number == search.Trim() || item.Aliases.Any(Has) || item.SearchAliases.Any(Has);
        }
    }
}
