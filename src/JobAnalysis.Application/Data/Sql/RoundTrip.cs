// Reviewed: sends what others wrote; what is asked, and in whose scope, stands in the file that adds it.
using Npgsql;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>
/// Statements that go to the server together and whose answers come back together. A message that reads everything in one and writes everything in another
/// waits for the network twice, however much it reads and writes.
/// </summary>
internal class RoundTrip
{
    private readonly List<Statement> statements = [];

    /// <param name="Sql">With named parameters.</param>
    /// <param name="Fill">Adds the parameters, each with its type.</param>
    /// <param name="Take">Reads the rows; null = the statement has none.</param>
    private sealed record Statement(string Sql, Action<NpgsqlParameterCollection>? Fill, Func<NpgsqlDataReader, CancellationToken, Task>? Take);

    public bool IsEmpty => statements.Count == 0;

    /// <summary>Adds a question; its rows are in the list once the trip is made.</summary>
    public IReadOnlyList<T> Ask<T>(string sql, Func<NpgsqlDataReader, T> row, Action<NpgsqlParameterCollection>? fill = null)
    {
        List<T> rows = [];
        statements.Add(new(sql, fill, async (reader, cancellationToken) =>
        {
            while (await reader.ReadAsync(cancellationToken)) rows.Add(row(reader));
        }));
        return rows;
    }

    /// <summary>Adds a statement that answers nothing.</summary>
    public void Do(string sql, Action<NpgsqlParameterCollection>? fill = null) => statements.Add(new(sql, fill, null));

    public void Forget() => statements.Clear();

    /// <summary>Makes the trip; what was added is gone then.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="transaction">In which.</param>
    /// <param name="prepare">Keep the plans on the connection: for what is sent often and always with the same text. Costs a trip more the first time.</param>
    /// <param name="timeout">Seconds; null = that of the connection.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task Send(NpgsqlConnection connection, NpgsqlTransaction? transaction, bool prepare, int? timeout, CancellationToken cancellationToken)
    {
        if (IsEmpty) return;
        await using var batch = new NpgsqlBatch(connection, transaction);
        if (timeout is { } seconds) batch.Timeout = seconds;
        foreach (var statement in statements)
        {
            var command = new NpgsqlBatchCommand(statement.Sql);
            statement.Fill?.Invoke(command.Parameters);
            batch.BatchCommands.Add(command);
        }
        if (prepare) await batch.PrepareAsync(cancellationToken);
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            // The reader stops at statements with rows only.
            foreach (var statement in statements)
            {
                if (statement.Take is not { } take) continue;
                await take(reader, cancellationToken);
                await reader.NextResultAsync(cancellationToken);
            }
        }
        Forget();
    }
}

/// <summary>What goes to the server with the end of a command: beside its audit rows and its idempotency key, in one round trip.</summary>
internal sealed class ClosingTrip : RoundTrip;
