using System.Text.RegularExpressions;
using JobAnalysis.Architecture.Tests.Reading;

namespace JobAnalysis.Architecture.Tests.Laws;

/// <summary>Who holds a connection is one step from raw SQL: only Data and Messaging do, and whoever was reviewed.</summary>
public sealed partial class ConnectionTests
{
    private const string Application = "src/JobAnalysis.Application/";

    /// <summary>Reviewed: each with its reason. A line is added by a reviewer, not by the author.</summary>
    private static readonly Dictionary<string, string> Reviewed = new(StringComparer.Ordinal)
    {
        [Application + "Gaps/GapGroupWorker.cs"] = "an operation: one connection for the stages of a group's run, passed to Data/Sql",
        [Application + "Gaps/GapGroupReader.cs"] = "reads a group in one snapshot, through GapReadSql",
        [Application + "Gaps/RebuildVectors.cs"] = "an operation of the operator: streams rows of agencies in scope, through VectorSql",
        [Application + "Gaps/GapRunner.cs"] = "holds the connection of its context open over the stages of a run and passes it to Data/Sql",
        [Application + "Gaps/RunDueSlots.cs"] = "an operation: claims, extends and gives back slots outside the transaction of a run, through GapSlotSql",
        [Application + "Gaps/Recompute.cs"] = "an operation: raises a slot outside any transaction, through GapSlotSql",
        [Application + "Gaps/RequestGapRun.cs"] = "passes the connection of the current transaction to GapSlotSql",
        [Application + "Gaps/PersonResult.cs"] = "passes the connection of the current transaction to GapResultSql",
        ["src/JobAnalysis.EmbeddedPostgres/DatabaseRoles.cs"] = "the cluster itself, before the product's tables exist",
        ["src/JobAnalysis.EmbeddedPostgres/EmbeddedCluster.cs"] = "the cluster itself, before the product's tables exist",
    };

    [Fact]
    public void Only_Data_Messaging_and_reviewed_files_hold_a_connection()
    {
        string[] holders = [.. Holders(Repository.Sources("src").Concat(Repository.Files("*.cshtml", "src")))];
        Assert.Empty(holders.Except(Reviewed.Keys));
        Assert.Empty(Reviewed.Keys.Except(holders));
    }

    [Theory]
    [InlineData("db.Database.GetDbConnection()")]
    [InlineData("await dataSource.OpenConnectionAsync(cancellationToken)")]
    [InlineData("new NpgsqlConnection(settings)")]
    [InlineData("DbConnection connection = null!;")]
    public void A_connection_elsewhere_is_found(string text) =>
        Assert.Equal([Application + "Gaps/X.cs"], Holders([new(Application + "Gaps/X.cs", text), new(Application + "Data/X.cs", text), new(Application + "Messaging/X.cs", text)]));

    private static IEnumerable<string> Holders(IEnumerable<SourceFile> files) => files
        .Where(f => !f.Path.StartsWith(Application + "Data/", StringComparison.Ordinal) && !f.Path.StartsWith(Application + "Messaging/", StringComparison.Ordinal) && Connection().IsMatch(f.Text))
        .Select(f => f.Path);

    [GeneratedRegex(@"\bNpgsqlConnection\b|\bDbConnection\b|\bGetDbConnection\b|\bOpenConnection(Async)?\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Connection();
}
