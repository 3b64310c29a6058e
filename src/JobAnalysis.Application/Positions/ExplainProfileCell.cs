using FluentValidation;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Frameworks;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Positions;

/// <summary>Side panel of a cell: what the level means in behaviour, where it comes from, how today's people stand to it.</summary>
public static class ExplainProfileCell
{
    [Requires(Capability.ViewProfiles)]
    public sealed record Query(Guid ProfileId, Guid VersionId, Guid CompetencyId, Tier Tier) : IQuery<Model?>;

    /// <param name="Ladder">The level, the one below and the one above, in the words of the indicators; the lowest three without a level.</param>
    /// <param name="People">Only for readers who may open the names: anything else would tell about single people (decisions.md 17).</param>
    public sealed record Model(CompetencyColumn Competency, LocalizedText Description, Tier Tier, ProfileTableCell Cell, int Importance, IReadOnlyList<Step> Ladder, bool IsSuggested, DefaultLayer? Defaults,
        LocalizedText? DefaultReason, Counted? People);

    public sealed record Step(int Level, LocalizedText Text, bool IsRequired);

    /// <summary>現職: people of the tier in positions with this profile, against the level of the cell.</summary>
    public sealed record Counted(int All, int Met, int Below, int NotAssessed);

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Tier).IsInEnum().WithErrorCode("positions.tier-unknown");
    }

    internal sealed class Handler(JobAnalysisDb db, ConsequenceReader reader, RequestContext context) : IQueryHandler<Query, Model?>
    {
        public async Task<Model?> Handle(Query request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            var mayEdit = actor.Can(Capability.EditProfiles);
            var versions = await db.ProfileVersions.AsNoTracking().Where(v => v.CompetencyProfileId == request.ProfileId && (mayEdit || v.PublishedAt != null)).ToListAsync(cancellationToken);
            if (versions.Find(v => v.Id == request.VersionId) is not { } version) return null;
            var today = actor.Scope.Today;
            var line = ProfileVersionLine.Of(versions, today).Single(l => l.Id == version.Id);
            var table = await ProfileTable.Read(db, version, line.DayOfDefaults(today), cancellationToken);
            if (table.Rows.FirstOrDefault(r => r.Competency.CompetencyId == request.CompetencyId) is not { } row) return null;

            var cell = row.Cells[(int)request.Tier];
            var description = await db.CompetencyEditions.AsNoTracking()
                .Where(e => e.FrameworkVersionId == version.FrameworkVersionId && e.CompetencyId == request.CompetencyId).Select(e => e.Description).SingleAsync(cancellationToken);
            var indicators = await IndicatorReader.Read(db, [request.CompetencyId], cancellationToken);
            var reason = table.Defaults is null ? null : await db.TierDefaults.AsNoTracking()
                .Where(d => d.SetId == table.Defaults.SetId && d.CompetencyId == request.CompetencyId && d.Tier == request.Tier).Select(d => d.Reason).SingleOrDefaultAsync(cancellationToken);
            var people = actor.Scope.WholeOrganizations.Contains(actor.OrganizationId) && mayEdit && line.State is not ProfileVersionState.Superseded
                ? await Count(actor, request, row.Competency.Ordinal, cell.Level, cancellationToken)
                : null;
            var highest = await ProfileTable.HighestRank(db, version.FrameworkVersionId, cancellationToken);
            return new(row.Competency, description, request.Tier, cell, row.Importance, Ladder(indicators, request.CompetencyId, cell.Level, highest), indicators.IsSuggested(request.CompetencyId),
                table.Defaults, reason, people);
        }

        private static IReadOnlyList<Step> Ladder(IndicatorReader.Indicators indicators, Guid competencyId, int? level, int highest)
        {
            var middle = Math.Clamp(level ?? 0, 2, Math.Max(2, highest - 1));
            return [.. from rank in Enumerable.Range(middle - 1, 3) let text = indicators.Text(competencyId, rank) where text is not null select new Step(rank, text, rank == level)];
        }

        private async Task<Counted> Count(Actor actor, Query request, int ordinal, int? required, CancellationToken cancellationToken)
        {
            var held = await reader.Read(actor.OrganizationId, request.ProfileId, request.VersionId, actor.Scope.Today, cancellationToken);
            var people = held.Where(h => h.Tier == request.Tier).DistinctBy(h => h.PersonId).Select(h => h.LevelOf(ordinal, actor.Scope.Today)).ToList();
            return new(people.Count, people.Count(level => level is { } l && l >= (required ?? 0)), people.Count(level => level is { } l && l < (required ?? 0)), people.Count(level => level is null));
        }
    }
}
