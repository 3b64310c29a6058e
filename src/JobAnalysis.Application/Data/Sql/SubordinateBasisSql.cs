using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>When the totals of a subordinate agency were published: the publication row is Organization-scoped, its date belongs to the aggregate the reader may see.</summary>
internal static class SubordinateBasisSql
{
    public static async Task<GapBasis?> Read(JobAnalysisDb db, Scope scope, Guid organizationId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            select p.id, p.as_of, p.published_at, p.cause, f.id, v.id, f.name_zh_hant, f.name_en, v.number
            from gap_publication p
            join framework_version v on v.id = p.framework_version_id
            join framework f on f.id = v.framework_id
            where p.organization_id = @organization and p.organization_id = any(@scope)
            order by p.id desc limit 1
            """, (NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
        command.Parameters.AddWithValue("organization", organizationId);
        command.Parameters.AddWithValue("scope", scope.AggregateOrganizations);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) return null;
        return new(reader.GetInt64(0), reader.GetFieldValue<DateOnly>(1), reader.GetFieldValue<DateTimeOffset>(2), Enum.Parse<GapRunCause>(reader.GetString(3)), reader.GetGuid(4), reader.GetGuid(5),
            new LocalizedText(reader.GetString(6), await reader.IsDBNullAsync(7, cancellationToken) ? null : reader.GetString(7)), reader.GetInt32(8));
    }

    /// <summary>The last publication of each agency in the scope of totals: its day, and when it was made.</summary>
    public static async Task<IReadOnlyList<(Guid OrganizationId, DateOnly AsOf, DateTimeOffset PublishedAt)>> Days(JobAnalysisDb db, Scope scope, Guid[] organizations, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = new NpgsqlCommand(
                "select distinct on (organization_id) organization_id, as_of, published_at from gap_publication where organization_id = any(@organizations) and organization_id = any(@scope) order by organization_id, id desc",
                (NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
            command.Parameters.AddWithValue("organizations", organizations);
            command.Parameters.AddWithValue("scope", scope.AggregateOrganizations);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            List<(Guid, DateOnly, DateTimeOffset)> days = [];
            while (await reader.ReadAsync(cancellationToken)) days.Add((reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1), reader.GetFieldValue<DateTimeOffset>(2)));
            return days;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
