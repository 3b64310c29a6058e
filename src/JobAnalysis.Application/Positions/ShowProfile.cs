using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Positions;

/// <summary>A 職能需求表 with its versions and the positions that use it, without incumbents (decisions.md 17).</summary>
public static class ShowProfile
{
    public const int PageSize = 50;

    [Requires(Capability.ViewProfiles)]
    public sealed record Query(Guid ProfileId, int Page = 1) : IQuery<Model?>;

    public sealed record Model(Guid ProfileId, LocalizedText Name, LocalizedText? JobFamily, bool MayEdit, IReadOnlyList<ProfileVersionLine> Versions, ProfileHolding Holding, int PositionCount, IReadOnlyList<Position> Positions);

    public sealed record Position(string Number, LocalizedText Title, int? GradeLow, int? GradeHigh, string? GradeText, LocalizedText? Unit, bool IsSupervisory);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context) : IQueryHandler<Query, Model?>
    {
        public async Task<Model?> Handle(Query request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            var mayEdit = actor.Can(Capability.EditProfiles);
            var versions = await db.ProfileVersions.AsNoTracking().Where(v => v.CompetencyProfileId == request.ProfileId && (mayEdit || v.PublishedAt != null)).ToListAsync(cancellationToken);
            // What has nothing published does not exist for staff, exactly as an unknown id.
            if (!mayEdit && versions.Count == 0) return null;
            var profile = await (
                from found in db.CompetencyProfiles.AsNoTracking()
                join family in db.JobFamilies on new { found.OrganizationId, Id = found.JobFamilyId } equals new { family.OrganizationId, Id = (Guid?)family.Id } into families
                from family in families.DefaultIfEmpty()
                where found.Id == request.ProfileId
                select new { found.Name, Family = family == null ? null : family.Name }).SingleOrDefaultAsync(cancellationToken);
            if (profile is null) return null;
            var holding = await ProfileHoldingReader.Read(db, actor, [request.ProfileId], cancellationToken);
            var (count, positions) = await PositionsOf(request, actor, cancellationToken);
            return new(request.ProfileId, profile.Name, profile.Family, mayEdit, ProfileVersionLine.Of(versions, actor.Scope.Today), holding[request.ProfileId], count, positions);
        }

        /// <summary>By unit in 建制順序, then head, deputies, supervisors, then grade descending (decisions.md 30).</summary>
        private async Task<(int Count, IReadOnlyList<Position> Page)> PositionsOf(Query request, Actor actor, CancellationToken cancellationToken)
        {
            var (profileId, today) = (request.ProfileId, actor.Scope.Today);
            // The tree gives the order of units, so all are sorted here and only the texts of one page are read.
            var all = await (
                from facts in db.PositionFacts.AsNoTracking()
                join position in db.Positions on new { facts.OrganizationId, Id = facts.PositionId } equals new { position.OrganizationId, position.Id }
                where facts.CompetencyProfileId == profileId && facts.SupersededAt == null && facts.ValidFrom <= today && (facts.ValidTo == null || today < facts.ValidTo)
                    && (position.RetiredOn == null || today < position.RetiredOn)
                orderby facts.OfficialOrder, facts.GradeHigh descending, position.Number, position.Id
                select new
                {
                    facts.Id,
                    Unit = db.PositionPlacements.Where(p => p.OrganizationId == facts.OrganizationId && p.PositionId == facts.PositionId && p.SupersededAt == null
                        && p.ValidFrom <= today && (p.ValidTo == null || today < p.ValidTo)).Select(p => (Guid?)p.UnitId).FirstOrDefault(),
                }).ToListAsync(cancellationToken);
            var tree = (await new UnitTreeReader(db).Read(actor.OrganizationId, today, cancellationToken)).Index().ToDictionary(u => u.Item.Id, u => (u.Index, u.Item.Name));
            var page = all.OrderBy(row => row.Unit is { } unit && tree.TryGetValue(unit, out var at) ? at.Index : int.MaxValue).Skip((request.Page - 1) * PageSize).Take(PageSize).ToList();
            Guid[] ids = [.. page.Select(row => row.Id)];
            var texts = await (
                from facts in db.PositionFacts.AsNoTracking()
                join position in db.Positions on new { facts.OrganizationId, Id = facts.PositionId } equals new { position.OrganizationId, position.Id }
                where ids.Contains(facts.Id)
                select new { facts.Id, position.Number, facts.Title, facts.GradeLow, facts.GradeHigh, facts.GradeText, facts.IsSupervisory }).ToDictionaryAsync(f => f.Id, cancellationToken);
            return (all.Count,
            [
                .. from row in page
                   let facts = texts[row.Id]
                   select new Position(facts.Number, facts.Title, facts.GradeLow, facts.GradeHigh, facts.GradeText, row.Unit is { } unit && tree.TryGetValue(unit, out var at) ? at.Name : null, facts.IsSupervisory),
            ]);
        }
    }
}
