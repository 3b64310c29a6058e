using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Assessments;

/// <summary>Where a person's 本職 is today.</summary>
public sealed record Home(Guid PersonId, string Name, Guid UnitId, LocalizedText UnitName, LocalizedText Title, PersonnelCategory Category, Guid? HeadsUnitId, int OfficialOrder, int? GradeHigh);

/// <summary>Reads the 本職 of people in scope; whoever is on 留職停薪 is out of rounds and not listed.</summary>
internal sealed class Homes(JobAnalysisDb db, RequestContext context, TimeProvider clock)
{
    /// <param name="personIds">Null = everybody in scope.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public Task<IReadOnlyList<Home>> Read(IReadOnlyCollection<Guid>? personIds, CancellationToken cancellationToken) =>
        HomeSql.Read(db, context.Scope, context.RequireActor().OrganizationId, clock.TaipeiToday(), personIds is null ? null : [.. personIds], cancellationToken);

    /// <summary>The same with whatever else the trip asks.</summary>
    public IReadOnlyList<Home> Ask(RoundTrip trip, Guid[] personIds) => HomeSql.Ask(trip, context.Scope, context.RequireActor().OrganizationId, clock.TaipeiToday(), personIds);

    public async Task<Home?> Of(Guid personId, CancellationToken cancellationToken) => (await Read([personId], cancellationToken)).FirstOrDefault();
}
