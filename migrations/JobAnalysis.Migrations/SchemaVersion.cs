using JobAnalysis.Application.Access;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JobAnalysis.Migrations;

/// <summary>
/// What a database says of its schema: <c>schema_version</c>, the number of migrations it has, and <c>min_binary_version</c>, the oldest binary that may serve it.
/// A binary serves any schema not older than itself whose minimum it meets, so that nodes of two versions run side by side during an upgrade.
/// </summary>
internal static class SchemaVersion
{
    /// <summary>
    /// The oldest binary that may serve the schema of this one. A migration that an older binary cannot live with (a column it reads or writes is gone, a new one that it must
    /// fill) sets this to the number of that migration; one that only adds leaves it.
    /// </summary>
    public const int MinBinary = 2;

    private const string CreateSql = """
        create table if not exists schema_state(
          id boolean primary key default true check (id), schema_version int not null, min_binary_version int not null);
        """;

    /// <summary>The version of this binary: the number of migrations it knows.</summary>
    public static int OfBinary(DbContext db) => db.Database.GetMigrations().Count();

    /// <summary>Before the migrations: from here on no binary below the new minimum takes up the schema, also where the migration is killed half-way.</summary>
    public static async Task RaiseMinimum(NpgsqlDataSource owner, CancellationToken cancellationToken)
    {
        await using (var create = owner.CreateCommand(CreateSql)) await create.ExecuteNonQueryAsync(cancellationToken);
        await Execute(owner, """
            insert into schema_state(schema_version, min_binary_version) values (0, @value)
            on conflict (id) do update set min_binary_version = greatest(schema_state.min_binary_version, excluded.min_binary_version)
            """, MinBinary, cancellationToken);
    }

    /// <summary>After the migrations; an older binary that migrates once more never lowers it.</summary>
    public static Task RaiseVersion(NpgsqlDataSource owner, int version, CancellationToken cancellationToken) =>
        Execute(owner, "update schema_state set schema_version = greatest(schema_version, @value)", version, cancellationToken);

    /// <summary>Compares the database with a binary. Null = it may serve.</summary>
    public static async Task<SchemaMismatch?> FindMismatch(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var db = DesignTimeDb.Create(dataSource, new RequestContext());
        try
        {
            await using var command = dataSource.CreateCommand("select schema_version, min_binary_version from schema_state");
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken) ? Compare(OfBinary(db), reader.GetInt32(0), reader.GetInt32(1)) : SchemaMismatch.Older;
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UndefinedTable)
        {
            return SchemaMismatch.Older;
        }
    }

    internal static SchemaMismatch? Compare(int binary, int schema, int minimum) =>
        binary < minimum ? SchemaMismatch.Newer : schema < binary ? SchemaMismatch.Older : null;

    private static async Task Execute(NpgsqlDataSource dataSource, string sql, int value, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue("value", value);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
