// Reviewed: makes a command or a batch in the open transaction; what it asks, and in whose scope, the file that calls it writes.
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>Raw statements that see what EF has written: on its connection, in its transaction.</summary>
internal static class CommandSql
{
    public static NpgsqlCommand Command(this JobAnalysisDb db, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    public static NpgsqlBatch Batch(this JobAnalysisDb db) =>
        new((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
}
