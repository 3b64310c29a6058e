using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Positions;

/// <summary>How many positions use a profile today; incumbents and vacancies only for a reader who may open every name of the agency.</summary>
/// <param name="Positions">職務.</param>
/// <param name="Incumbents">現職: positions with a 本職 incumbent; null for readers without names.</param>
public sealed record ProfileHolding(int Positions, int? Incumbents)
{
    /// <summary>出缺.</summary>
    public int? Vacancies => Positions - Incumbents;
}

internal static class ProfileHoldingReader
{
    public static async Task<IReadOnlyDictionary<Guid, ProfileHolding>> Read(JobAnalysisDb db, Actor actor, IReadOnlyCollection<Guid> profileIds, CancellationToken cancellationToken)
    {
        var today = actor.Scope.Today;
        var found = await (
            from facts in db.PositionFacts.AsNoTracking()
            join position in db.Positions on new { facts.OrganizationId, Id = facts.PositionId } equals new { position.OrganizationId, position.Id }
            where facts.CompetencyProfileId != null && profileIds.Contains(facts.CompetencyProfileId.Value) && facts.SupersededAt == null
                && facts.ValidFrom <= today && (facts.ValidTo == null || today < facts.ValidTo) && (position.RetiredOn == null || today < position.RetiredOn)
            group position by facts.CompetencyProfileId!.Value into positions
            select new
            {
                positions.Key,
                Positions = positions.Count(),
                Filled = positions.Count(p => db.Appointments.Any(a => a.OrganizationId == p.OrganizationId && a.PositionId == p.Id && a.SupersededAt == null
                    && a.Kind == AppointmentKind.Regular && a.ValidFrom <= today && (a.ValidTo == null || today < a.ValidTo))),
            }).ToDictionaryAsync(g => g.Key, cancellationToken);
        var namesOpen = actor.Scope.WholeOrganizations.Contains(actor.OrganizationId);
        return profileIds.ToDictionary(id => id, id => found.TryGetValue(id, out var f) ? new ProfileHolding(f.Positions, namesOpen ? f.Filled : null) : new(0, namesOpen ? 0 : null));
    }
}
