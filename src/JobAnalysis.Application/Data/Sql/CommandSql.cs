// Reviewed: makes a command or a batch in the open transaction; what it asks, and in whose scope, the file that calls it writes.
using JobAnalysis.Application.Data.Interceptors;
using JobAnalysis.Domain.Shared;
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

    /// <summary>Makes a trip in the open transaction; its statements are kept prepared on the connection.</summary>
    /// <exception cref="RuleViolationException">A constraint that a user can meet (<see cref="ConstraintErrors"/>).</exception>
    public static async Task Send(this JobAnalysisDb db, RoundTrip trip, CancellationToken cancellationToken)
    {
        try
        {
            await trip.Send((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction(), prepare: true, timeout: null, cancellationToken);
        }
        catch (PostgresException refused) when (ConstraintErrors.CodeOf(refused) is { } code)
        {
            throw new RuleViolationException(code);
        }
    }
}
