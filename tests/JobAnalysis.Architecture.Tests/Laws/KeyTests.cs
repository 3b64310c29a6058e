using JobAnalysis.Domain.Shared;
using JobAnalysis.TestKit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JobAnalysis.Architecture.Tests.Laws;

/// <summary>The database itself refuses links between agencies: read from the catalogue of a migrated database.</summary>
public sealed class KeyTests(KeyTests.Catalog catalog) : IClassFixture<KeyTests.Catalog>
{
    /// <summary>A key, unique or exclusion index with its first column; null where that is an expression.</summary>
    public sealed record Index(string Table, string Name, string? First);

    /// <summary>A foreign key with the first column of either side.</summary>
    public sealed record Link(string Table, string Name, string Target, string First, string TargetFirst);

    private static readonly IReadOnlyDictionary<string, ScopeKind> Kinds = ScopeTests.ReadModel()
        .Where(e => e.GetTableName() is not null).GroupBy(e => e.GetTableName()!).ToDictionary(g => g.Key, g => ScopeTests.KindOf(g.First().ClrType)!.Value, StringComparer.Ordinal);

    [Fact]
    public void Every_table_of_the_model_is_in_the_database() => Assert.Empty(Kinds.Keys.Except(catalog.Indexes.Select(i => i.Table)));

    [Fact]
    public void Keys_and_unique_constraints_of_an_agencys_rows_begin_with_the_organization() => Assert.Empty(Unkeyed(catalog.Indexes, Kinds));

    [Fact]
    public void Foreign_keys_stay_inside_the_organization_or_go_to_shared_rows() => Assert.Empty(Crossing(catalog.Links, Kinds));

    [Fact]
    public async Task Tables_that_break_the_laws_are_found()
    {
        await using var connection = new NpgsqlConnection(catalog.OwnerConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var make = new NpgsqlCommand("""
            CREATE TABLE loose (id uuid PRIMARY KEY, organization_id uuid NOT NULL, number text, period daterange, UNIQUE (organization_id, number), EXCLUDE USING gist (period WITH &&));
            CREATE UNIQUE INDEX loose_lower ON loose (lower(number));
            CREATE TABLE pointing (organization_id uuid, id uuid, loose_id uuid REFERENCES loose, shared_id uuid REFERENCES framework, PRIMARY KEY (organization_id, id));
            """, connection, transaction)) await make.ExecuteNonQueryAsync();
        var (indexes, links) = await Read(connection);
        var kinds = new Dictionary<string, ScopeKind>(Kinds, StringComparer.Ordinal) { ["loose"] = ScopeKind.Organization, ["pointing"] = ScopeKind.Person };

        Assert.Equal(["loose_lower", "loose_period_excl", "loose_pkey"], Unkeyed(indexes, kinds).Select(f => f.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.Equal(["pointing_loose_id_fkey"], Crossing(links, kinds).Select(f => f.Split(' ')[0]));
    }

    private static bool IsOfAgency(IReadOnlyDictionary<string, ScopeKind> kinds, string table) =>
        kinds.TryGetValue(table, out var kind) && kind is ScopeKind.Organization or ScopeKind.Person or ScopeKind.Aggregate;

    private static IEnumerable<string> Unkeyed(IEnumerable<Index> indexes, IReadOnlyDictionary<string, ScopeKind> kinds) =>
        indexes.Where(i => IsOfAgency(kinds, i.Table) && i.First != "organization_id").Select(i => $"{i.Name} of {i.Table} begins with {i.First ?? "an expression"}");

    private static IEnumerable<string> Crossing(IEnumerable<Link> links, IReadOnlyDictionary<string, ScopeKind> kinds) =>
        from link in links
        where kinds.TryGetValue(link.Table, out var owner) && owner is not ScopeKind.System
        let target = kinds.TryGetValue(link.Target, out var kind) ? kind : ScopeKind.System
        where target is not (ScopeKind.Shared or ScopeKind.Inherited) && !(IsOfAgency(kinds, link.Table) && IsOfAgency(kinds, link.Target) && (link.First, link.TargetFirst) == ("organization_id", "organization_id"))
        select $"{link.Name} of {link.Table} ({link.First}) goes to {link.Target} ({link.TargetFirst})";

    private static async Task<(IReadOnlyList<Index>, IReadOnlyList<Link>)> Read(NpgsqlConnection connection)
    {
        List<Index> indexes = [];
        await using (var command = new NpgsqlCommand("""
            SELECT t.relname, i.relname, a.attname
            FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_namespace n ON n.oid = t.relnamespace
            LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0] AND a.attnum > 0
            WHERE n.nspname = 'public' AND t.relkind IN ('r', 'p') AND (x.indisprimary OR x.indisunique OR x.indisexclusion)
            """, connection))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) indexes.Add(new(reader.GetString(0), reader.GetString(1), await reader.IsDBNullAsync(2) ? null : reader.GetString(2)));
        }

        List<Link> links = [];
        await using (var command = new NpgsqlCommand("""
            SELECT t.relname, c.conname, f.relname, a.attname, b.attname
            FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class f ON f.oid = c.confrelid JOIN pg_namespace n ON n.oid = t.relnamespace
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1] JOIN pg_attribute b ON b.attrelid = f.oid AND b.attnum = c.confkey[1]
            WHERE c.contype = 'f' AND n.nspname = 'public'
            """, connection))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) links.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4)));
        }

        return (indexes, links);
    }

    public sealed class Catalog : IAsyncLifetime
    {
        private TestDatabase? database;

        public string OwnerConnectionString => database!.OwnerConnectionString;

        public IReadOnlyList<Index> Indexes { get; private set; } = [];

        public IReadOnlyList<Link> Links { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            database = await Databases.CloneSeededAsync();
            await using var connection = new NpgsqlConnection(OwnerConnectionString);
            await connection.OpenAsync();
            (Indexes, Links) = await Read(connection);
        }

        public async ValueTask DisposeAsync()
        {
            if (database is not null) await database.DisposeAsync();
        }
    }
}
