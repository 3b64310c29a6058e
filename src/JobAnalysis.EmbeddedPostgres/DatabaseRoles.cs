using Npgsql;

namespace JobAnalysis.EmbeddedPostgres;

/// <summary>The two roles of production: the owner changes the schema (migrate), the app reads and writes rows.</summary>
public static class DatabaseRoles
{
    public const string Owner = "jobanalysis_owner";

    public const string App = "jobanalysis_app";

    /// <summary>Creates what is missing; a password is set only when the role is made.</summary>
    public static async Task EnsureAsync(NpgsqlConnection admin, string ownerPassword, string appPassword, CancellationToken cancellationToken)
    {
        foreach (var (role, password) in ((string, string)[])[(Owner, ownerPassword), (App, appPassword)])
        {
            if (!await ExistsAsync(admin, "SELECT 1 FROM pg_roles WHERE rolname = $1", role, cancellationToken))
            {
                await ExecuteAsync(admin, $"CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {Literal(password)}", cancellationToken);
            }
        }
    }

    /// <summary>A database of the owner's that the app may enter and where it may make temporary tables, and nobody else may.</summary>
    public static async Task EnsureDatabaseAsync(NpgsqlConnection admin, string database, string? template, CancellationToken cancellationToken)
    {
        var name = Identifier(database);
        if (!await ExistsAsync(admin, "SELECT 1 FROM pg_database WHERE datname = $1", database, cancellationToken))
        {
            var from = template is null ? "" : $" TEMPLATE {Identifier(template)}";
            await ExecuteAsync(admin, $"CREATE DATABASE {name} OWNER {Owner}{from}", cancellationToken);
        }

        await ExecuteAsync(admin, $"REVOKE ALL ON DATABASE {name} FROM PUBLIC; GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {App}", cancellationToken);
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string query, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(query, connection) { Parameters = { new() { Value = name } } };
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
