using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Access;

/// <summary>View person_unit: in which unit a person has an appointment, and when. The filter of every Person entity asks it.</summary>
[ScopeKind(ScopeKind.System)]
public sealed class PersonUnit
{
    public Guid OrganizationId { get; init; }

    public Guid PersonId { get; init; }

    public Guid UnitId { get; init; }

    public DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }
}
