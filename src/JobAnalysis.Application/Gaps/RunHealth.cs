using JobAnalysis.Application.Data.Sql;
using Npgsql;

namespace JobAnalysis.Application.Gaps;

/// <summary>"Last success" of the runs, for monitoring: a number, no names, no right needed.</summary>
public static class RunHealth
{
    /// <summary>Agencies that use a framework and have no publication of the last 26 hours.</summary>
    public static Task<long> CountLateAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken) => AgencyRunsSql.CountLate(dataSource, GapBasis.OldAfter, cancellationToken);
}
