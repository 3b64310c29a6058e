using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Frameworks;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Positions;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Gaps;

/// <summary>為什麼是這個數字: requirement source and version, ratings with dates, the rule, the run.</summary>
public static class ExplainCell
{
    [Requires(Capability.UseOwnAccount)]
    public sealed record Query(Guid AppointmentId, Guid CompetencyId) : IQuery<Model?>;

    public sealed record Model(Guid PersonId, string Name, bool IsOwn, LocalizedText Title, Tier? Tier, CompetencyColumn Competency, GapCell Cell, GapBasis Basis,
        RequirementSource Requirement, IReadOnlyList<Rating> Ratings, Accepted? Accepted, Exempted? Exemption, IReadOnlyList<SettingUsed> Settings, int FormulaVersion,
        LocalizedText? Needed, LocalizedText? Has, IReadOnlyList<Past> History);

    /// <summary>Where the required level comes from.</summary>
    public sealed record RequirementSource(RequirementLayer Layer, Guid? ProfileId, LocalizedText? Profile, Guid? ProfileVersionId, int? ProfileVersion, DateOnly? EffectiveFrom, string? DocumentNumber,
        string? Reason, int Importance, LocalizedText? DefaultSet, int? DefaultSetNumber, LocalizedText? DefaultReason, Guid RequirementId);

    /// <summary>One rating that somebody gave, used or not, and whether the notice had reached the person.</summary>
    public sealed record Rating(Guid AssessmentId, AssessmentSource Source, AnswerKind Kind, int? Level, DateOnly RatedOn, string? Comment, bool NoticeDelivered, bool IsAccepted, LocalizedText Round);

    public sealed record Accepted(int Level, AssessmentSource Source, string Clause, int RuleVersion, DateOnly RatedOn, DateOnly ValidFrom, DateOnly? ValidTo);

    public sealed record Exempted(string Reason, DateOnly ValidFrom, DateOnly? ValidTo);

    public sealed record SettingUsed(string Key, string Value, DateOnly ValidFrom);

    /// <summary>What was shown before, from one publication to the next.</summary>
    public sealed record Past(DateOnly ShownFrom, DateOnly ShownTo, GapCell Cell, long PublicationId);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context, AuditTrail trail) : IQueryHandler<Query, Model?>
    {
        public async Task<Model?> Handle(Query request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            if (await GapBasisReader.Read(db, actor.OrganizationId, cancellationToken) is not { } basis) return null;
            if (await db.GapResults.AsNoTracking().SingleOrDefaultAsync(r => r.AppointmentId == request.AppointmentId && r.FrameworkId == basis.FrameworkId, cancellationToken) is not { } result) return null;
            var isOwn = result.PersonId == actor.PersonId;
            if (!isOwn && !actor.Can(Capability.ViewNamedGaps)) return null;
            var columns = await FrameworkColumns.Read(db, basis.FrameworkVersionId, cancellationToken);
            if (columns.FirstOrDefault(c => c.CompetencyId == request.CompetencyId) is not { } column) return null;
            if (!isOwn) trail.Read(nameof(ExplainCell), [result.PersonId], result.AppointmentId);

            var person = await db.People.AsNoTracking().Where(p => p.Id == result.PersonId).Select(p => p.Name).SingleAsync(cancellationToken);
            var title = await (
                from appointment in db.Appointments
                join facts in db.PositionFacts on new { appointment.OrganizationId, PositionId = appointment.PositionId!.Value } equals new { facts.OrganizationId, facts.PositionId }
                where appointment.Id == result.AppointmentId && facts.SupersededAt == null && facts.ValidFrom <= basis.AsOf && (facts.ValidTo == null || basis.AsOf < facts.ValidTo)
                select facts.Title).FirstAsync(cancellationToken);
            var cell = GapCell.At(result, column.Ordinal);
            var requirement = await db.ResolvedRequirements.AsNoTracking().SingleAsync(r => r.Id == result.RequirementId, cancellationToken);
            var indicators = await IndicatorReader.Read(db, [column.CompetencyId], cancellationToken);
            var accepted = await AcceptedOf(result, column, cancellationToken);
            return new(result.PersonId, person, isOwn, title, requirement.Tier, column, cell, basis,
                await RequirementOf(requirement, column, cancellationToken),
                await RatingsOf(result.PersonId, column.CompetencyId, accepted.AnswerId, cancellationToken),
                accepted.Level,
                await ExemptionOf(result, column, cancellationToken),
                await SettingsOf(result, cancellationToken),
                result.FormulaVersion,
                indicators.Text(column.CompetencyId, cell.Required), indicators.Text(column.CompetencyId, cell.Level),
                await HistoryOf(result, column, cancellationToken));
        }

        private async Task<RequirementSource> RequirementOf(ResolvedRequirement requirement, CompetencyColumn column, CancellationToken cancellationToken)
        {
            var layer = column.Ordinal < requirement.Layers.Length ? (RequirementLayer)requirement.Layers[column.Ordinal] : RequirementLayer.Unset;
            var importance = column.Ordinal < requirement.Importance.Length ? requirement.Importance[column.Ordinal] : 0;
            var profile = await (
                from version in db.ProfileVersions.AsNoTracking()
                join parent in db.CompetencyProfiles on new { version.OrganizationId, Id = version.CompetencyProfileId } equals new { parent.OrganizationId, parent.Id }
                where version.Id == requirement.ProfileVersionId
                select new { parent.Id, parent.Name, VersionId = version.Id, version.Number, version.EffectiveFrom, version.DocumentNumber }).SingleOrDefaultAsync(cancellationToken);
            var reason = await db.ProfileCells.AsNoTracking()
                .Where(c => c.ProfileVersionId == requirement.ProfileVersionId && c.CompetencyId == column.CompetencyId && c.Tier == requirement.Tier).Select(c => c.Reason).SingleOrDefaultAsync(cancellationToken);
            var defaults = await (
                from set in db.TierDefaultSets.AsNoTracking()
                join tierDefault in db.TierDefaults on set.Id equals tierDefault.SetId
                where set.Id == requirement.TierDefaultSetId && tierDefault.CompetencyId == column.CompetencyId && tierDefault.Tier == requirement.Tier
                select new { set.Name, set.Number, tierDefault.Reason }).SingleOrDefaultAsync(cancellationToken);
            return new(layer, profile?.Id, profile?.Name, profile?.VersionId, profile?.Number, profile?.EffectiveFrom, profile?.DocumentNumber, reason, importance,
                defaults?.Name, defaults?.Number, defaults?.Reason, requirement.Id);
        }

        private async Task<IReadOnlyList<Rating>> RatingsOf(Guid personId, Guid competencyId, Guid? acceptedAnswer, CancellationToken cancellationToken) => await (
            from answer in db.AssessmentAnswers.AsNoTracking()
            join assessment in db.Assessments on new { answer.OrganizationId, Id = answer.AssessmentId } equals new { assessment.OrganizationId, assessment.Id }
            join round in db.AssessmentRounds on new { assessment.OrganizationId, Id = assessment.RoundId } equals new { round.OrganizationId, round.Id }
            where answer.PersonId == personId && answer.CompetencyId == competencyId && assessment.SubmittedAt != null && answer.Kind != AnswerKind.NotAnswered
            orderby assessment.RatedOn descending, answer.Id descending
            select new Rating(assessment.Id, assessment.Source, answer.Kind, answer.Level, assessment.RatedOn!.Value, answer.Comment,
                db.NoticeDeliveries.Any(n => n.PersonId == personId && n.RoundId == round.Id && n.NoticeVersion == round.NoticeVersion), answer.Id == acceptedAnswer, round.Name)).ToListAsync(cancellationToken);

        private async Task<(Accepted? Level, Guid? AnswerId)> AcceptedOf(GapResult result, CompetencyColumn column, CancellationToken cancellationToken)
        {
            var level = await db.AcceptedLevels.AsNoTracking()
                .Where(l => l.PersonId == result.PersonId && l.CompetencyId == column.CompetencyId && l.SupersededAt == null && l.ValidFrom <= result.AsOf)
                .OrderByDescending(l => l.ValidFrom).ThenByDescending(l => l.Id).FirstOrDefaultAsync(cancellationToken);
            return level is null ? (null, null) : (new(level.Level, level.Source, level.RuleClause, level.RuleVersion, level.RatedOn, level.ValidFrom, level.ValidTo), level.AnswerId);
        }

        private Task<Exempted?> ExemptionOf(GapResult result, CompetencyColumn column, CancellationToken cancellationToken) =>
            db.Exemptions.AsNoTracking()
                .Where(e => e.AppointmentId == result.AppointmentId && e.CompetencyId == column.CompetencyId && e.SupersededAt == null && e.ApprovedBy != null && e.ValidFrom <= result.AsOf && (e.ValidTo == null || result.AsOf < e.ValidTo))
                .Select(e => (Exempted?)new Exempted(e.Reason, e.ValidFrom, e.ValidTo)).FirstOrDefaultAsync(cancellationToken);

        private async Task<IReadOnlyList<SettingUsed>> SettingsOf(GapResult result, CancellationToken cancellationToken) =>
            await db.Settings.AsNoTracking().Where(s => result.SettingIds.Contains(s.Id)).OrderBy(s => s.Key).ThenBy(s => s.Id).Select(s => new SettingUsed(s.Key, s.Value, s.ValidFrom)).ToListAsync(cancellationToken);

        private async Task<IReadOnlyList<Past>> HistoryOf(GapResult result, CompetencyColumn column, CancellationToken cancellationToken)
        {
            var rows = await db.GapHistory.AsNoTracking().Where(h => h.AppointmentId == result.AppointmentId && h.FrameworkId == result.FrameworkId)
                .OrderByDescending(h => h.ShownFrom).ThenByDescending(h => h.PublicationId).Take(24).ToListAsync(cancellationToken);
            return [.. rows.Where(h => column.Ordinal < h.States.Length).Select(h => new Past(h.ShownFrom, h.ShownTo, GapCell.At(h, column.Ordinal), h.PublicationId))];
        }
    }
}
