using Npgsql;

namespace JobAnalysis.TestKit;

/// <summary>One clone of a template, with the two roles of production; dropped when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly TestPostgres server;
    private int disposed;

    internal TestDatabase(TestPostgres server, string name, string ownerConnectionString, string appConnectionString)
    {
        this.server = server;
        Name = name;
        OwnerConnectionString = ownerConnectionString;
        AppConnectionString = appConnectionString;
    }

    public string Name { get; }

    public string OwnerConnectionString { get; }

    public string AppConnectionString { get; }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        foreach (var pool in (string[])[OwnerConnectionString, AppConnectionString])
        {
            await using var connection = new NpgsqlConnection(pool);
            NpgsqlConnection.ClearPool(connection);
        }

        await server.DropAsync(Name);
    }
}
