using JobAnalysis.Application.Data;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Positions;

/// <summary>
/// 預演: what a draft would change for the people whose positions use the profile, as of a day. The same requirement reader and calculator as the nightly
/// run, so the bar and the next morning agree; nothing is stored.
/// </summary>
internal sealed class ConsequenceReader(JobAnalysisDb db, RequirementReader requirements)
{
    /// <summary>One appointment with the effect of the draft, and its accepted levels for the panel of a cell.</summary>
    public sealed record Held(Guid PersonId, Guid AppointmentId, Guid UnitId, Tier? Tier, ConsequencePreview.Effect Effect, ConsequencePreview.Holder Holder)
    {
        /// <summary>Accepted level that is valid on a day; null = none valid.</summary>
        public int? LevelOf(int ordinal, DateOnly day)
        {
            if (ordinal >= Holder.Accepted.Length || Holder.Accepted.Span[ordinal] is GapCalculator.Nothing) return null;
            return Holder.ValidFrom.Span[ordinal] <= day.DayNumber && day.DayNumber < Holder.ValidTo.Span[ordinal] ? Holder.Accepted.Span[ordinal] : null;
        }
    }

    public async Task<IReadOnlyList<Held>> Read(Guid organizationId, Guid profileId, Guid draftVersionId, DateOnly asOf, CancellationToken cancellationToken)
    {
        var positions = await db.PositionFacts.AsNoTracking()
            .Where(f => f.CompetencyProfileId == profileId && f.SupersededAt == null && f.ValidFrom <= asOf && (f.ValidTo == null || asOf < f.ValidTo)).Select(f => f.PositionId).ToListAsync(cancellationToken);
        var people = await db.Appointments.AsNoTracking()
            .Where(a => a.PositionId != null && positions.Contains(a.PositionId.Value) && a.SupersededAt == null && a.ValidFrom <= asOf && (a.ValidTo == null || asOf < a.ValidTo))
            .Select(a => a.PersonId).Distinct().ToListAsync(cancellationToken);
        if (people.Count == 0) return [];

        var (atPositions, framework) = (positions.ToHashSet(), await FrameworkOf(draftVersionId, cancellationToken));
        var now = (await requirements.Read(organizationId, people, asOf, null, cancellationToken)).Where(r => r.Requirement.FrameworkId == framework).ToDictionary(r => r.AppointmentId);
        var then = (await requirements.Read(organizationId, people, asOf, draftVersionId, cancellationToken)).Where(r => r.Requirement.FrameworkId == framework && atPositions.Contains(r.PositionId)).ToList();
        var vectors = await db.AcceptedVectors.AsNoTracking().Where(v => v.FrameworkId == framework && people.Contains(v.PersonId)).ToDictionaryAsync(v => v.PersonId, cancellationToken);
        var exempt = await Exemptions(framework, [.. then.Select(r => r.AppointmentId)], asOf, cancellationToken);
        return
        [
            .. from after in then
               let vector = vectors.GetValueOrDefault(after.PersonId)
               let holder = new ConsequencePreview.Holder(
                   now.TryGetValue(after.AppointmentId, out var before) ? new(before.Requirement.Required, before.Requirement.Critical) : default,
                   new(after.Requirement.Required, after.Requirement.Critical),
                   vector?.Levels ?? [], vector?.ValidFromDays ?? [], vector?.ValidToDays ?? [], vector?.InputFlags ?? [],
                   ExemptUntil(exempt[after.AppointmentId], after.Requirement.Required.Length))
               select new Held(after.PersonId, after.AppointmentId, after.UnitId, after.Tier, ConsequencePreview.Of(holder, asOf), holder),
        ];
    }

    /// <summary>People by the first effect that applies to any of their appointments.</summary>
    public static ConsequencePreview.Totals Totals(IEnumerable<Held> held)
    {
        var effects = held.GroupBy(h => h.PersonId).Select(person => person.Min(h => h.Effect)).CountBy(effect => effect).ToDictionary();
        return new(
            effects.GetValueOrDefault(ConsequencePreview.Effect.NewlyBelow), effects.GetValueOrDefault(ConsequencePreview.Effect.NewlyMet),
            effects.GetValueOrDefault(ConsequencePreview.Effect.Undecidable), effects.GetValueOrDefault(ConsequencePreview.Effect.Unchanged));
    }

    private Task<Guid> FrameworkOf(Guid versionId, CancellationToken cancellationToken) => (
        from version in db.ProfileVersions
        join edition in db.FrameworkVersions on version.FrameworkVersionId equals edition.Id
        where version.Id == versionId
        select edition.FrameworkId).SingleAsync(cancellationToken);

    private async Task<ILookup<Guid, (int Ordinal, DateOnly? Until)>> Exemptions(Guid framework, Guid[] appointments, DateOnly asOf, CancellationToken cancellationToken) => (await (
        from exemption in db.Exemptions.AsNoTracking()
        join competency in db.Competencies on exemption.CompetencyId equals competency.Id
        where competency.FrameworkId == framework && appointments.Contains(exemption.AppointmentId) && exemption.SupersededAt == null && exemption.ApprovedBy != null
            && exemption.ValidFrom <= asOf && (exemption.ValidTo == null || asOf < exemption.ValidTo)
        select new { exemption.AppointmentId, competency.Ordinal, exemption.ValidTo }).ToListAsync(cancellationToken)).ToLookup(e => e.AppointmentId, e => (e.Ordinal, e.ValidTo));

    private static int[] ExemptUntil(IEnumerable<(int Ordinal, DateOnly? Until)> exemptions, int length)
    {
        var days = new int[length];
        foreach (var (ordinal, until) in exemptions.Where(e => e.Ordinal < length)) days[ordinal] = until?.DayNumber ?? GapCalculator.Never;
        return days;
    }
}
