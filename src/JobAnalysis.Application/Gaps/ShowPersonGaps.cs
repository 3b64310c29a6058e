using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Frameworks;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Gaps;

/// <summary>A person's page: each appointment's needs beside what he has, in the words of the indicators, and what leads to the next level.</summary>
public static class ShowPersonGaps
{
    /// <param name="PersonId">Null = the actor's own page.</param>
    /// <param name="AppointmentId">Null = the first appointment, the 本職.</param>
    [Requires(Capability.UseOwnAccount)]
    public sealed record Query(Guid? PersonId, Guid? AppointmentId) : IQuery<Model?>;

    /// <param name="IsOwn">The reader looks at himself.</param>
    /// <param name="Appointments">Appointments with a result, for the tabs.</param>
    /// <param name="Shown">The appointment shown; null when the person has none with a requirement.</param>
    /// <param name="NeverRequired">Appointments that carry no requirement (請假代理, 借調), by kind.</param>
    public sealed record Model(Guid PersonId, string Name, bool IsOwn, GapBasis? Basis, IReadOnlyList<Tab> Appointments, Tab? Shown, IReadOnlyList<Item> Items, GapCounts Counts,
        IReadOnlyList<AppointmentKind> NeverRequired, bool IsOnLeave);

    public sealed record Tab(Guid AppointmentId, AppointmentKind Kind, LocalizedText Title, LocalizedText Unit, int? GradeLow, int? GradeHigh, string? GradeText, Tier? Tier);

    /// <param name="Needed">Indicator of the required level.</param>
    /// <param name="Has">Indicator of the accepted level; null below level 1 or without a level.</param>
    /// <param name="Next">Indicator of the level above the accepted one: what leads on.</param>
    public sealed record Item(CompetencyColumn Competency, GapCell Cell, int Importance, LocalizedText? Needed, LocalizedText? Has, LocalizedText? Next,
        AssessmentSource? Source, DateOnly? RatedOn, DateOnly? ValidTo, bool IsSuggested);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context, AuditTrail trail) : IQueryHandler<Query, Model?>
    {
        public async Task<Model?> Handle(Query request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            var personId = request.PersonId ?? actor.PersonId;
            var isOwn = personId == actor.PersonId;
            if (personId is null || (!isOwn && !actor.Can(Capability.ViewNamedGaps))) return null;
            if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId && p.OrganizationId == actor.OrganizationId, cancellationToken) is not { } person) return null;
            if (!isOwn) trail.Read(nameof(ShowPersonGaps), [person.Id]);

            var today = actor.Scope.Today;
            var others = await db.Appointments.AsNoTracking()
                .Where(a => a.PersonId == person.Id && a.SupersededAt == null && a.ValidFrom <= today && (a.ValidTo == null || today < a.ValidTo) && (a.Kind == AppointmentKind.ActingLeave || a.Kind == AppointmentKind.Secondment))
                .OrderBy(a => a.ValidFrom).ThenBy(a => a.Id).Select(a => a.Kind).ToListAsync(cancellationToken);
            var onLeave = await db.LeavesWithoutPay.AnyAsync(l => l.PersonId == person.Id && l.SupersededAt == null && l.ValidFrom <= today && (l.ValidTo == null || today < l.ValidTo), cancellationToken);
            if (await GapBasisReader.Read(db, actor.OrganizationId, cancellationToken) is not { } basis) return new(person.Id, person.Name, isOwn, null, [], null, [], default, others, onLeave);

            var tabs = await Tabs(person.Id, basis, cancellationToken);
            if (request.AppointmentId is { } wanted && tabs.All(t => t.AppointmentId != wanted)) return null;
            var shown = tabs.FirstOrDefault(t => t.AppointmentId == request.AppointmentId) ?? tabs.FirstOrDefault();
            if (shown is null) return new(person.Id, person.Name, isOwn, basis, [], null, [], default, others, onLeave);

            var result = await db.GapResults.AsNoTracking().SingleAsync(r => r.AppointmentId == shown.AppointmentId && r.FrameworkId == basis.FrameworkId, cancellationToken);
            var items = await Items(result, basis, cancellationToken);
            return new(person.Id, person.Name, isOwn, basis, tabs, shown, items, GapCounts.Of(result.States, result.Flags, result.Required, result.Accepted), others, onLeave);
        }

        private async Task<IReadOnlyList<Tab>> Tabs(Guid personId, GapBasis basis, CancellationToken cancellationToken)
        {
            var rows = await (
                from result in db.GapResults.AsNoTracking()
                join appointment in db.Appointments on new { result.OrganizationId, Id = result.AppointmentId } equals new { appointment.OrganizationId, appointment.Id }
                join facts in db.PositionFacts on new { appointment.OrganizationId, PositionId = appointment.PositionId!.Value } equals new { facts.OrganizationId, facts.PositionId }
                join requirement in db.ResolvedRequirements on new { result.OrganizationId, Id = result.RequirementId } equals new { requirement.OrganizationId, requirement.Id }
                join unit in db.Units on new { result.OrganizationId, Id = result.UnitId } equals new { unit.OrganizationId, unit.Id }
                where result.PersonId == personId && result.FrameworkId == basis.FrameworkId
                   && facts.SupersededAt == null && facts.ValidFrom <= basis.AsOf && (facts.ValidTo == null || basis.AsOf < facts.ValidTo)
                select new { result.AppointmentId, appointment.Kind, appointment.ValidFrom, facts.Title, Unit = unit.Name, facts.GradeLow, facts.GradeHigh, facts.GradeText, requirement.Tier }).ToListAsync(cancellationToken);
            return [.. rows.OrderBy(r => r.Kind).ThenBy(r => r.ValidFrom).ThenBy(r => r.AppointmentId).Select(r => new Tab(r.AppointmentId, r.Kind, r.Title, r.Unit, r.GradeLow, r.GradeHigh, r.GradeText, r.Tier))];
        }

        private async Task<IReadOnlyList<Item>> Items(GapResult result, GapBasis basis, CancellationToken cancellationToken)
        {
            var columns = await FrameworkColumns.Read(db, basis.FrameworkVersionId, cancellationToken);
            var importance = await db.ResolvedRequirements.AsNoTracking().Where(r => r.Id == result.RequirementId).Select(r => r.Importance).SingleAsync(cancellationToken);
            var indicators = await IndicatorReader.Read(db, [.. columns.Select(c => c.CompetencyId)], cancellationToken);
            var levels = await db.AcceptedLevels.AsNoTracking().Where(l => l.PersonId == result.PersonId && l.SupersededAt == null && l.ValidFrom <= result.AsOf)
                .OrderBy(l => l.ValidFrom).ThenBy(l => l.Id).ToListAsync(cancellationToken);
            var latest = levels.GroupBy(l => l.CompetencyId).ToDictionary(g => g.Key, g => g.Last());

            return
            [
                .. columns.Select(column =>
                {
                    var cell = GapCell.At(result, column.Ordinal);
                    var level = latest.GetValueOrDefault(column.CompetencyId);
                    return new Item(column, cell, column.Ordinal < importance.Length ? importance[column.Ordinal] : 0, indicators.Text(column.CompetencyId, cell.Required),
                        indicators.Text(column.CompetencyId, cell.Level), Next(indicators, column, cell), level?.Source, level?.RatedOn, level?.ValidTo, indicators.IsSuggested(column.CompetencyId));
                }).OrderBy(item => new GapOrder.Key(item.Cell.IsCritical, item.Cell.Below, item.Importance, 1, item.Competency.Ordinal), GapOrder.Instance),
            ];
        }

        private static LocalizedText? Next(IndicatorReader.Indicators indicators, CompetencyColumn column, GapCell cell) =>
            cell.State is CellState.Below && cell.Level is { } have ? indicators.Text(column.CompetencyId, have + 1) : null;
    }
}
