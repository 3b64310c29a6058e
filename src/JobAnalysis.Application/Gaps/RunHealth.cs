using JobAnalysis.Application.Data.Sql;
using Npgsql;

namespace JobAnalysis.Application.Gaps;

/// <summary>"Last success" of the runs, for monitoring: a number, no names, no right needed.</summary>
public static class RunHealth
{
    /// <summary>Agencies that use a framework and have no publication of the last 26 hours.</summary>
    public static async Task<long> CountLateAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await AgencyRunsSql.CountLate(connection, GapBasis.OldAfter, cancellationToken);
    }
}
