using System.Reflection;
using System.Text.RegularExpressions;
using JobAnalysis.Application.Access;
using JobAnalysis.Architecture.Tests.Reading;

namespace JobAnalysis.Architecture.Tests.Laws;

/// <summary>Raw SQL passes no query filter: it stands in one folder, and there every method takes the scope or was reviewed.</summary>
public sealed partial class SqlTests
{
    /// <summary>Reviewed: files, or single methods, that need no scope, each with its reason. A line is added by a reviewer, not by the author.</summary>
    private static readonly Dictionary<string, string> Reviewed = new(StringComparer.Ordinal)
    {
        ["AccountSql"] = "locks the row of one account, before any scope exists; reads nothing of an agency",
        ["AgencyRunsSql"] = "of every agency its name, the date of its last run and whether one waits, for the operator and the health check; nothing about people",
        ["AuditSql"] = "writes the events of the message that is handled; reads nothing",
        ["AuditSealSql"] = "digests and ids of the audit, across agencies: sealing and verifying are the system's work",
        ["CommandSql"] = "makes a command in the open transaction; the caller writes what it asks and in whose scope",
        ["GapReadSql.Ids"] = "writes ids given to it as text of a query; reads nothing",
        ["GapReadSql.Open"] = "opens the query that a method with a scope wrote: GapReadSql and VectorSql",
        ["GapSlotSql"] = "slots hold ids, dates and counters; the worker claims them across agencies before it takes the scope of one",
        ["IdempotencySql"] = "keyed by the account that sends; holds the result of its own command",
        ["OutboxSql"] = "mails belong to the system; only the dispatcher claims them",
        ["RoundTrip"] = "sends together what methods with a scope wrote",
        ["ScopeSql"] = "is what the scope is made from; takes the account",
    };

    /// <summary>The cluster itself, before the product's tables exist: roles and databases, nothing of an agency.</summary>
    private static readonly string[] MayRun = ["src/JobAnalysis.Application/Data/Sql/", "src/JobAnalysis.EmbeddedPostgres/"];

    [Fact]
    public void Raw_SQL_stands_in_Data_Sql_only() => Assert.Empty(RawSql(Repository.Sources("src")));

    [Theory]
    [InlineData("new NpgsqlCommand(sql, connection)")]
    [InlineData("db.People.FromSqlRaw(sql)")]
    [InlineData("await db.Database.ExecuteSqlAsync($\"x\")")]
    [InlineData("db.Database.SqlQuery<int>($\"x\")")]
    [InlineData("dataSource.CreateCommand(sql)")]
    [InlineData("connection.BeginBinaryImport(sql)")]
    [InlineData("await connection.BeginTextExportAsync(sql)")]
    [InlineData("connection.BeginRawBinaryCopyAsync(sql)")]
    [InlineData("new NpgsqlBatch(connection)")]
    [InlineData("new NpgsqlBatchCommand(sql)")]
    public void Raw_SQL_elsewhere_is_found(string text) => Assert.Single(RawSql([new("src/JobAnalysis.Application/Gaps/X.cs", text)]));

    [Fact]
    public void Every_method_of_Data_Sql_takes_the_scope_or_its_file_was_reviewed()
    {
        var files = Product.Application.GetTypes().Where(t => t is { Namespace: "JobAnalysis.Application.Data.Sql", DeclaringType: null }).ToList();
        Assert.NotEmpty(files);
        Assert.Empty(WithoutScope(files.Where(f => !Reviewed.ContainsKey(f.Name))).Except(Reviewed.Keys, StringComparer.Ordinal));
        Assert.All(Reviewed, r => Assert.Contains(WithoutScope(files), m => m == r.Key || m.StartsWith(r.Key + ".", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_method_without_scope_is_found() => Assert.Equal(["ForgetfulSql.Read"], WithoutScope([typeof(CounterExamples.ForgetfulSql)]));

    private static IEnumerable<string> RawSql(IEnumerable<SourceFile> files) =>
        from file in files where !MayRun.Any(m => file.Path.StartsWith(m, StringComparison.Ordinal)) from Match match in Sql().Matches(file.Text) select $"{file.Path}: {match.Value}";

    private static IEnumerable<string> WithoutScope(IEnumerable<Type> types) =>
        from type in types
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where !method.IsPrivate && !method.Name.Contains('<', StringComparison.Ordinal) && method.GetParameters().All(p => p.ParameterType != typeof(Scope))
        select $"{type.Name}.{method.Name}";

    [GeneratedRegex(@"\bNpgsqlCommand\b|\bNpgsqlBatch(?:Command)?\b|\bDbCommand\b|\bFromSql(?:Raw|Interpolated)?\b|\bExecuteSql(?:Raw|Interpolated)?(?:Async)?\b|\bSqlQuery(?:Raw)?\b|\bCreate(?:Db)?(?:Command|Batch)\b|\bBegin(?:RawBinary|Binary|Text)(?:Import|Export|Copy)(?:Async)?\b", RegexOptions.None, 5000)]
    private static partial Regex Sql();
}
