using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Application.Assessments;

/// <summary>A level that one of the person's appointments needs; with it the appointment, for exemptions.</summary>
public sealed record Need(Guid AppointmentId, AppointmentKind Kind, int Level);

/// <summary>What is asked of people (decisions.md 13): items of 1 or more in one of their appointments.</summary>
internal sealed class RequiredItems(RequirementReader requirements, RequestContext context, TimeProvider clock)
{
    /// <summary>Needs of one person for one competency; 本職 first.</summary>
    public sealed class OfPeople(ILookup<Guid, AppointmentRequirement> requirements)
    {
        public IReadOnlyList<Need> Of(Guid personId, Guid frameworkId, int ordinal) =>
        [
            .. requirements[personId]
                .Where(r => r.Requirement.FrameworkId == frameworkId && ordinal < r.Requirement.Required.Length && r.Requirement.Required[ordinal] is not 0 and not GapCalculator.Nothing)
                .OrderBy(r => r.Kind).ThenBy(r => r.AppointmentId)
                .Select(r => new Need(r.AppointmentId, r.Kind, r.Requirement.Required[ordinal])),
        ];

        public IReadOnlyList<Need> Of(Guid personId, CompetencyText item) => Of(personId, item.FrameworkId, item.Ordinal);
    }

    public async Task<OfPeople> Read(IReadOnlyCollection<Guid> personIds, CancellationToken cancellationToken) => new(
        (personIds.Count == 0 ? [] : await requirements.Read(context.RequireActor().OrganizationId, personIds, clock.TaipeiToday(), null, cancellationToken)).ToLookup(r => r.PersonId));
}
