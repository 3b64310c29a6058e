using System.Globalization;
using FluentValidation;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Frameworks;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Positions;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Positions;

/// <summary>看名單: the people behind the consequence bar, by unit, position, strokes; never by how many items are short (decisions.md 14).</summary>
public static class ListConsequences
{
    public const int PageSize = 50;

    /// <param name="Effect">Only this effect; null = everything but "unchanged".</param>
    [Requires(Capability.EditProfiles)]
    public sealed record Query(Guid ProfileId, Guid VersionId, ConsequencePreview.Effect? Effect, int Page) : IQuery<Model?>;

    public sealed record Model(LocalizedText Profile, int VersionNumber, ConsequencePreview.Totals People, DateOnly AsOf, IReadOnlyList<Row> Rows, int Total);

    /// <param name="Items">Competencies whose side changes or cannot be decided.</param>
    public sealed record Row(Guid PersonId, string Name, LocalizedText Unit, LocalizedText Title, ConsequencePreview.Effect Effect, IReadOnlyList<Item> Items);

    public sealed record Item(LocalizedText Competency, int? Before, int? After, int? Level);

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Page).InclusiveBetween(1, 10_000).WithErrorCode("common.error.invalid-value");
            RuleFor(q => q.Effect).IsInEnum().WithErrorCode("common.error.invalid-value");
        }
    }

    internal sealed class Handler(JobAnalysisDb db, ConsequenceReader reader, RequestContext context, AuditTrail trail) : IQueryHandler<Query, Model?>
    {
        private static readonly StringComparer Strokes = StringComparer.Create(CultureInfo.GetCultureInfo("zh-TW"), CompareOptions.None);

        public async Task<Model?> Handle(Query request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            var today = actor.Scope.Today;
            if (await db.ProfileVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == request.VersionId && v.CompetencyProfileId == request.ProfileId && v.Status == ProfileVersionStatus.Draft, cancellationToken) is not { } version)
                return null;
            var profile = await db.CompetencyProfiles.AsNoTracking().Where(p => p.Id == request.ProfileId).Select(p => p.Name).SingleAsync(cancellationToken);
            var held = await reader.Read(actor.OrganizationId, request.ProfileId, request.VersionId, today, cancellationToken);
            var columns = await FrameworkColumns.Read(db, version.FrameworkVersionId, cancellationToken);
            var affected = held.GroupBy(h => h.PersonId).Select(person => person.MinBy(h => h.Effect)!)
                .Where(h => request.Effect is { } effect ? h.Effect == effect : h.Effect is not ConsequencePreview.Effect.Unchanged).ToList();

            var facts = await Facts([.. affected.Select(h => h.AppointmentId)], today, cancellationToken);
            var tree = (await new UnitTreeReader(db).Read(actor.OrganizationId, today, cancellationToken)).Index().ToDictionary(u => u.Item.Id, u => (u.Index, u.Item.Name));
            var rows = affected.Select(h => (Held: h, At: tree.TryGetValue(h.UnitId, out var at) ? at : (Index: int.MaxValue, Name: new LocalizedText("–", null)), Facts: facts[h.AppointmentId]))
                .OrderBy(r => r.At.Index).ThenBy(r => r.Facts.Order).ThenByDescending(r => r.Facts.Grade ?? 0).ThenBy(r => r.Facts.Name, Strokes).ThenBy(r => r.Held.AppointmentId)
                .Skip((request.Page - 1) * PageSize).Take(PageSize)
                .Select(r => new Row(r.Held.PersonId, r.Facts.Name, r.At.Name, r.Facts.Title, r.Held.Effect, ItemsOf(r.Held, columns, today))).ToList();
            trail.Read(nameof(ListConsequences), rows.Select(r => r.PersonId), version.Id);
            return new(profile, version.Number, ConsequenceReader.Totals(held), today, rows, affected.Count);
        }

        private sealed record Fact(Guid AppointmentId, string Name, LocalizedText Title, int Order, int? Grade);

        private Task<Dictionary<Guid, Fact>> Facts(Guid[] appointments, DateOnly today, CancellationToken cancellationToken) => (
            from appointment in db.Appointments.AsNoTracking()
            join person in db.People on new { appointment.OrganizationId, Id = appointment.PersonId } equals new { person.OrganizationId, person.Id }
            join facts in db.PositionFacts on new { appointment.OrganizationId, PositionId = appointment.PositionId!.Value } equals new { facts.OrganizationId, facts.PositionId }
            where appointments.Contains(appointment.Id) && facts.SupersededAt == null && facts.ValidFrom <= today && (facts.ValidTo == null || today < facts.ValidTo)
            select new Fact(appointment.Id, person.Name, facts.Title, facts.OfficialOrder, facts.GradeHigh)).ToDictionaryAsync(f => f.AppointmentId, cancellationToken);

        /// <summary>Items that the draft requires otherwise; the reader sees why the person is in the list.</summary>
        private static IReadOnlyList<Item> ItemsOf(ConsequenceReader.Held held, IReadOnlyList<CompetencyColumn> columns, DateOnly today) =>
        [
            .. from column in columns
               let before = At(held.Holder.Current.Levels, column.Ordinal)
               let after = At(held.Holder.Draft.Levels, column.Ordinal)
               where before != after
               select new Item(column.Name, before, after, held.LevelOf(column.Ordinal, today)),
        ];

        private static int? At(ReadOnlyMemory<byte> levels, int ordinal) => ordinal < levels.Length && levels.Span[ordinal] != GapCalculator.Nothing ? levels.Span[ordinal] : null;
    }
}
