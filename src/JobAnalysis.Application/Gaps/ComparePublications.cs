using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Frameworks;
using JobAnalysis.Application.Messaging;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Gaps;

/// <summary>Two publications side by side, in counts, from what is stored of them.</summary>
public static class ComparePublications
{
    /// <param name="From">The earlier one; null = the one before <paramref name="To"/>.</param>
    /// <param name="To">The later one; null = the last.</param>
    [Requires(Capability.RequestRun)]
    public sealed record Query(long? From, long? To) : IQuery<Model?>;

    /// <param name="Last">Number of the last publication.</param>
    /// <param name="Rows">Competencies of the later publication; empty where the two are of different frameworks.</param>
    /// <param name="FrameworkChanged">Another framework was adopted between them: cells mean different things and are not compared.</param>
    /// <param name="VersionChanged">The same framework in another version.</param>
    public sealed record Model(long Last, Side From, Side To, IReadOnlyList<Row> Rows, bool FrameworkChanged, bool VersionChanged);

    /// <param name="People">People with a result by their 本職; null where the two cannot be compared.</param>
    /// <param name="Failed">無法計算.</param>
    /// <param name="Formula">Version of the formula.</param>
    public sealed record Side(long Id, DateOnly AsOf, DateTimeOffset PublishedAt, int Changed, int Removed, int Failed, int Formula, int? People, int? CriticalPeople, int? Required, int? Met, int? Below, int? Open);

    public sealed record Row(CompetencyColumn Competency, Cell From, Cell To);

    public readonly record struct Cell(int Required, int Met, int Below, int NotAssessed, int Expired);

    /// <param name="Which">1 = the earlier, 2 = the later publication.</param>
    /// <param name="Ordinal">The competency; -1 = people (required) and people with a 關鍵 requirement unmet (met).</param>
    public readonly record struct Counted(int Which, int Ordinal, int Required, int Met, int Below, int NotAssessed, int Expired);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context) : IQueryHandler<Query, Model?>
    {
        private sealed record Publication(long Id, DateOnly AsOf, DateTimeOffset PublishedAt, int Changed, int Removed, int Failed, int FormulaVersion, Guid? VersionId, Guid? FrameworkId);

        public async Task<Model?> Handle(Query request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            if (!actor.Scope.WholeOrganizations.Contains(actor.OrganizationId)) return null;
            var last = await db.GapPublications.MaxAsync(p => (long?)p.Id, cancellationToken) ?? 0;
            var to = request.To ?? last;
            var from = request.From ?? to - 1;
            if (from > to) (from, to) = (to, from);
            var found = await Publications(from, to, cancellationToken);
            if (found.Find(p => p.Id == from) is not { } one || found.Find(p => p.Id == to) is not { } other || from == to) return null;

            var comparable = one.FrameworkId is not null && one.FrameworkId == other.FrameworkId;
            var counted = comparable ? await RunPageSql.Compare(db, actor.Scope, actor.OrganizationId, other.FrameworkId!.Value, from, to, cancellationToken) : [];
            var columns = comparable ? await FrameworkColumns.Read(db, other.VersionId!.Value, cancellationToken) : [];
            var cells = counted.ToDictionary(c => (c.Which, c.Ordinal), c => new Cell(c.Required, c.Met, c.Below, c.NotAssessed, c.Expired));
            return new(
                last, SideOf(one, comparable, [.. counted.Where(c => c.Which == 1)]), SideOf(other, comparable, [.. counted.Where(c => c.Which == 2)]),
                [.. columns.Select(c => new Row(c, cells.GetValueOrDefault((1, c.Ordinal)), cells.GetValueOrDefault((2, c.Ordinal))))], !comparable, comparable && one.VersionId != other.VersionId);
        }

        private async Task<List<Publication>> Publications(long from, long to, CancellationToken cancellationToken) =>
            await (from publication in db.GapPublications.AsNoTracking()
                   where publication.Id == @from || publication.Id == to
                   join version in db.FrameworkVersions on publication.FrameworkVersionId equals (Guid?)version.Id into versions
                   from version in versions.DefaultIfEmpty()
                   orderby publication.Id
                   select new Publication(
                       publication.Id, publication.AsOf, publication.PublishedAt, publication.Changed, publication.Removed, publication.Failed, publication.FormulaVersion, publication.FrameworkVersionId,
                       version == null ? null : version.FrameworkId)).ToListAsync(cancellationToken);

        private static Side SideOf(Publication p, bool comparable, IReadOnlyList<Counted> counted)
        {
            var people = counted.FirstOrDefault(c => c.Ordinal < 0);
            var cells = counted.Where(c => c.Ordinal >= 0).ToList();
            return new(
                p.Id, p.AsOf, p.PublishedAt, p.Changed, p.Removed, p.Failed, p.FormulaVersion, Known(people.Required), Known(people.Met), Known(cells.Sum(c => c.Required)), Known(cells.Sum(c => c.Met)),
                Known(cells.Sum(c => c.Below)), Known(cells.Sum(c => c.NotAssessed + c.Expired)));

            int? Known(int count) => comparable ? count : null;
        }
    }
}
