using Npgsql;

namespace JobAnalysis.EmbeddedPostgres.Tests;

/// <summary>One statement on one unpooled connection, so that no pool hides a server that went away.</summary>
internal static class Sql
{
    public static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
