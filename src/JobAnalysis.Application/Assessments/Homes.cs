using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>Where a person's 本職 is today.</summary>
public sealed record Home(Guid PersonId, string Name, Guid UnitId, LocalizedText UnitName, LocalizedText Title, PersonnelCategory Category, Guid? HeadsUnitId, int OfficialOrder, int? GradeHigh);

/// <summary>Reads the 本職 of people in scope; whoever is on 留職停薪 is out of rounds and not listed.</summary>
internal sealed class Homes(JobAnalysisDb db, RequestContext context, TimeProvider clock)
{
    /// <param name="personIds">Null = everybody in scope.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<IReadOnlyList<Home>> Read(IReadOnlyCollection<Guid>? personIds, CancellationToken cancellationToken)
    {
        var organization = context.RequireActor().OrganizationId;
        var today = clock.TaipeiToday();
        Guid[] wanted = [.. personIds ?? []];
        return await (
            from person in db.People.AsNoTracking()
            where person.OrganizationId == organization && (personIds == null || wanted.Contains(person.Id)) && (person.LeftOn == null || person.LeftOn > today)
                && !db.LeavesWithoutPay.Any(l => l.OrganizationId == organization && l.PersonId == person.Id && l.SupersededAt == null && l.ValidFrom <= today && (l.ValidTo == null || today < l.ValidTo))
            join appointment in db.Appointments on new { person.OrganizationId, PersonId = person.Id } equals new { appointment.OrganizationId, appointment.PersonId }
            where appointment.Kind == AppointmentKind.Regular && appointment.SupersededAt == null && appointment.ValidFrom <= today && (appointment.ValidTo == null || today < appointment.ValidTo)
            join facts in db.PositionFacts on new { appointment.OrganizationId, appointment.PositionId } equals new { facts.OrganizationId, PositionId = (Guid?)facts.PositionId }
            where facts.SupersededAt == null && facts.ValidFrom <= today && (facts.ValidTo == null || today < facts.ValidTo)
            join place in db.PositionPlacements on new { appointment.OrganizationId, appointment.PositionId } equals new { place.OrganizationId, PositionId = (Guid?)place.PositionId }
            where place.SupersededAt == null && place.ValidFrom <= today && (place.ValidTo == null || today < place.ValidTo)
            join unit in db.Units on new { place.OrganizationId, Id = place.UnitId } equals new { unit.OrganizationId, unit.Id }
            orderby person.Id
            select new Home(person.Id, person.Name, unit.Id, unit.Name, facts.Title, facts.Category, facts.HeadsUnitId, facts.OfficialOrder, facts.GradeHigh)).ToListAsync(cancellationToken);
    }

    public async Task<Home?> Of(Guid personId, CancellationToken cancellationToken) => (await Read([personId], cancellationToken)).FirstOrDefault();
}
