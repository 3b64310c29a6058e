using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Application.Gaps;

/// <summary>What one appointment needs on a day on one framework lineage; appointments that carry no requirement on that day have none.</summary>
/// <param name="AppointmentId">The 任職.</param>
/// <param name="PersonId">Its person.</param>
/// <param name="PositionId">Its position.</param>
/// <param name="UnitId">Unit of the position on the day.</param>
/// <param name="Kind">本職, 兼任 or 出缺代理.</param>
/// <param name="Tier">Null where no tier rule matched: every cell is 需求未訂.</param>
/// <param name="Requirement">Outcome of all layers in ordinal order; stored or not.</param>
/// <param name="NextChangeOn">Earliest later day on which an input of the requirement starts or ends.</param>
internal sealed record AppointmentRequirement(
    Guid AppointmentId,
    Guid PersonId,
    Guid PositionId,
    Guid UnitId,
    AppointmentKind Kind,
    Tier? Tier,
    ResolvedRequirement Requirement,
    DateOnly? NextChangeOn);

/// <summary>An appointment whose data contradict each other: it is listed and keeps its last result, the others are published.</summary>
/// <param name="AppointmentId">The 任職.</param>
/// <param name="PersonId">Its person.</param>
/// <param name="Code">Text key of the reason.</param>
internal sealed record AppointmentFailure(Guid AppointmentId, Guid PersonId, string Code);
