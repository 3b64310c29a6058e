using Npgsql;

namespace JobAnalysis.Migrations.Generate;

/// <summary>Fills tables without their indexes and makes the indexes afterwards: every constraint is checked by PostgreSQL, by set instead of by row.</summary>
internal sealed class TableLoad(NpgsqlDataSource dataSource, IReadOnlyList<NationTable> tables, Action<string> say)
{
    /// <summary>A constraint or index that is taken off, with the statement that makes it again.</summary>
    private sealed record Part(string Table, string Name, string Drop, string Make);

    private const string ForeignKeysSql = """
        select c.conrelid::regclass::text, c.conname, format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname),
          format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
        from pg_constraint c where c.contype = 'f' and c.conrelid = any(@tables::regclass[]) order by 1, 2
        """;

    /// <summary>Partial indexes stay: their condition would come back in other words.</summary>
    private const string IndexesSql = """
        select i.indrelid::regclass::text, x.relname,
          case when c.oid is null then format('drop index %s', i.indexrelid::regclass) else format('alter table %s drop constraint %I', i.indrelid::regclass, c.conname) end,
          case when c.oid is null then pg_get_indexdef(i.indexrelid) else format('alter table %s add constraint %I %s', i.indrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) end
        from pg_index i join pg_class x on x.oid = i.indexrelid left join pg_constraint c on c.conindid = i.indexrelid and c.conrelid = i.indrelid and c.contype in ('u', 'x')
        where i.indrelid = any(@tables::regclass[]) and not i.indisprimary and (i.indpred is null or c.oid is not null) order by 1, 2
        """;

    public async Task Run(CancellationToken cancellationToken)
    {
        var foreign = await Read(ForeignKeysSql, cancellationToken);
        var indexes = (await Read(IndexesSql, cancellationToken)).ToLookup(p => p.Table);
        await Execute([.. foreign.Select(p => p.Drop)], cancellationToken);
        await InParallel([.. tables.OrderByDescending(t => t.Cost)], table => Fill(table, [.. indexes[$"\"{table.Name}\""], .. indexes[table.Name]], cancellationToken));
        say("外鍵… / foreign keys…");
        await InParallel([.. foreign.GroupBy(p => p.Table).OrderByDescending(g => CostOf(g.Key))], table => Execute([.. table.Select(p => p.Make)], cancellationToken));
    }

    private async Task Fill(NationTable table, IReadOnlyList<Part> indexes, CancellationToken cancellationToken)
    {
        await using var connection = await Connect(cancellationToken);
        var name = $"\"{table.Name}\"";
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Cells of published versions are refused row by row: they are written before anybody can see the version.
        await Execute(connection, [$"alter table {name} disable trigger user", .. indexes.Select(i => i.Drop)], cancellationToken);
        long rows;
        await using (var copy = await CopyStream.Open(connection, name, table.Columns, cancellationToken))
        {
            await table.Write(copy, cancellationToken);
            await copy.Complete(cancellationToken);
            rows = copy.Rows;
        }
        say($"{table.Name}: {rows:N0} 列，建立索引… / rows, indexes…");
        await Execute(connection, [.. indexes.Select(i => i.Make), $"alter table {name} enable trigger user"], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (indexes.Count > 0) say($"{table.Name}: 完成 / done");
    }

    private int CostOf(string table) => tables.First(t => t.Name == table.Trim('"')).Cost;

    private async Task<List<Part>> Read(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await Connect(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new("tables", tables.Select(t => $"\"{t.Name}\"").ToArray()) } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<Part> parts = [];
        while (await reader.ReadAsync(cancellationToken)) parts.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        return parts;
    }

    private async Task Execute(IReadOnlyList<string> statements, CancellationToken cancellationToken)
    {
        await using var connection = await Connect(cancellationToken);
        await Execute(connection, statements, cancellationToken);
    }

    private static async Task Execute(NpgsqlConnection connection, IEnumerable<string> statements, CancellationToken cancellationToken)
    {
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private async Task<NpgsqlConnection> Connect(CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await Execute(connection, ["set maintenance_work_mem = '1GB'", "set work_mem = '512MB'"], cancellationToken);
        return connection;
    }

    private static Task InParallel<T>(IReadOnlyList<T> items, Func<T, Task> act) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = Math.Clamp(Environment.ProcessorCount, 1, 4) }, async (item, _) => await act(item));
}
