using Hangfire.PostgreSql;
using JobAnalysis.Application.Access;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JobAnalysis.Migrations;

/// <summary>Brings a database to the schema of this binary: extensions, tables, Hangfire's schema, rights of the app role. May run twice, at once, or again after a kill.</summary>
public static class Migrator
{
    public const string HangfireSchema = "hangfire";

    /// <summary>Extensions the schema needs; all are trusted, so CREATE on the database is enough.</summary>
    private static readonly string[] Extensions = ["ltree", "btree_gist", "pg_trgm"];

    /// <param name="ownerConnectionString">Role that owns the database; the only one that may change the schema.</param>
    /// <param name="appRole">Role of web and jobs that gets DML rights; null = print the lines instead.</param>
    /// <param name="say">Takes a line of progress for the operator.</param>
    /// <param name="cancellationToken">Cancels between statements.</param>
    public static async Task MigrateAsync(string ownerConnectionString, string? appRole, Action<string> say, CancellationToken cancellationToken)
    {
        await using var dataSource = NpgsqlDataSource.Create(ownerConnectionString);
        await CreateExtensions(dataSource, say, cancellationToken);

        await using var db = DesignTimeDb.Create(dataSource, new RequestContext());
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToArray();
        say(pending.Length == 0 ? "schema is up to date" : $"applying {pending.Length} migration(s): {string.Join(", ", pending)}");
        await SchemaVersion.RaiseMinimum(dataSource, cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
        await SchemaVersion.RaiseVersion(dataSource, SchemaVersion.OfBinary(db), cancellationToken);

        await using (var connection = await dataSource.OpenConnectionAsync(cancellationToken))
        {
            PostgreSqlObjectsInstaller.Install(connection, HangfireSchema);
        }

        if (appRole is null) foreach (var line in GrantLines("<app role>")) say(line);
        else await Grant(dataSource, appRole, cancellationToken);
        say("schema is ready");
    }

    private static async Task CreateExtensions(NpgsqlDataSource dataSource, Action<string> say, CancellationToken cancellationToken)
    {
        foreach (var extension in Extensions)
        {
            try
            {
                await using var command = dataSource.CreateCommand($"create extension if not exists {extension}");
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
            catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.UndefinedFile or PostgresErrorCodes.FeatureNotSupported)
            {
                say("The extensions could not be created. Ask the database administrator to run, in this database:");
                foreach (var name in Extensions) say($"  CREATE EXTENSION IF NOT EXISTS {name};");
                throw;
            }
        }
    }

    private static async Task Grant(NpgsqlDataSource dataSource, string appRole, CancellationToken cancellationToken)
    {
        foreach (var line in GrantLines($"\"{appRole.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))
        {
            await using var command = dataSource.CreateCommand(line);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Rights of the app role: DML and TEMP, nothing on the schema, no UPDATE or DELETE on audit.</summary>
    public static IReadOnlyList<string> GrantLines(string role) =>
    [
        $"GRANT USAGE ON SCHEMA public, {HangfireSchema} TO {role};",
        $"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, {HangfireSchema} TO {role};",
        $"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public, {HangfireSchema} TO {role};",
        $"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role};",
        $"REVOKE UPDATE, DELETE, TRUNCATE ON audit_event, audit_detail, audit_seal FROM {role};",
        $"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON migration, schema_state FROM {role};",
    ];

    /// <summary>Compares the database with this binary. Null = it may serve; otherwise which of the two is too old.</summary>
    public static Task<SchemaMismatch?> FindMismatch(NpgsqlDataSource dataSource, CancellationToken cancellationToken) => SchemaVersion.FindMismatch(dataSource, cancellationToken);
}

/// <summary>The database is older than the binary (run `jobanalysis migrate`), or newer (install the newer binary).</summary>
public enum SchemaMismatch { Older, Newer }
