using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>When the totals of a subordinate agency were published: the publication row is Organization-scoped, its date belongs to the aggregate the reader may see.</summary>
internal static class SubordinateBasisSql
{
    /// <summary>The last publication of the first of the agencies that has one; null where none has.</summary>
    public static async Task<GapBasis?> Read(JobAnalysisDb db, Scope scope, Guid[] organizations, CancellationToken cancellationToken)
    {
        await using var command = db.Command("""
            select p.id, p.as_of, p.published_at, p.cause, f.id, v.id, f.name_zh_hant, f.name_en, v.number
            from unnest(@organizations) with ordinality o(id, place)
            cross join lateral (select * from gap_publication x where x.organization_id = o.id order by x.id desc limit 1) p
            join framework_version v on v.id = p.framework_version_id
            join framework f on f.id = v.framework_id
            where o.id = any(@scope)
            order by o.place limit 1
            """, new("organizations", organizations), new("scope", scope.AggregateOrganizations));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) return null;
        return new(reader.GetInt64(0), reader.GetFieldValue<DateOnly>(1), reader.GetFieldValue<DateTimeOffset>(2), Enum.Parse<GapRunCause>(reader.GetString(3)), reader.GetGuid(4), reader.GetGuid(5),
            new LocalizedText(reader.GetString(6), await reader.IsDBNullAsync(7, cancellationToken) ? null : reader.GetString(7)), reader.GetInt32(8));
    }

    /// <summary>The last publication of each agency in the scope of totals: its day, and when it was made.</summary>
    public static async Task<IReadOnlyList<(Guid OrganizationId, DateOnly AsOf, DateTimeOffset PublishedAt)>> Days(JobAnalysisDb db, Scope scope, Guid[] organizations, CancellationToken cancellationToken)
    {
        await using var command = db.Command("""
            select o.id, p.as_of, p.published_at from unnest(@organizations) o(id)
            cross join lateral (select x.as_of, x.published_at from gap_publication x where x.organization_id = o.id order by x.id desc limit 1) p
            where o.id = any(@scope)
            """, new("organizations", organizations), new("scope", scope.AggregateOrganizations));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<(Guid, DateOnly, DateTimeOffset)> days = [];
        while (await reader.ReadAsync(cancellationToken)) days.Add((reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1), reader.GetFieldValue<DateTimeOffset>(2)));
        return days;
    }
}
