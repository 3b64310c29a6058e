using JobAnalysis.Application.Access;
using JobAnalysis.Application.Tests.Gaps;
using JobAnalysis.Cli;
using JobAnalysis.TestKit;

namespace JobAnalysis.Application.Tests.Cli;

/// <summary>The operator's tool as a script sees it: exit code, words on the two streams, and what it did.</summary>
public sealed class CommandLineTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 6, 1);
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();
    private readonly Dictionary<string, string> environment = new(StringComparer.Ordinal);
    private string password = "";
    private GapFixture fixture = null!;

    public async ValueTask InitializeAsync()
    {
        fixture = await GapFixture.CreateAsync(Today);
        environment["ConnectionStrings__JobAnalysis"] = fixture.Database.AppConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        await fixture.DisposeAsync();
        await output.DisposeAsync();
        await error.DisposeAsync();
    }

    private Task<int> Run(params string[] args) => CommandLine.RunAsync(args, output, error, environment.GetValueOrDefault, _ => password);

    [Theory]
    [InlineData]
    [InlineData("nonsense")]
    [InlineData("recompute", "--as-of", "115/2/29")]
    [InlineData("recompute", "--as-of")]
    [InlineData("migrate", "--now")]
    [InlineData("admin", "create")]
    [InlineData("admin")]
    public async Task A_wrong_command_line_is_2(params string[] args)
    {
        Assert.Equal(CommandLine.Usage, await Run(args));
        Assert.Contains("usage", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_speaks_both_languages_and_is_0()
    {
        Assert.Equal(CommandLine.Done, await Run("--help"));
        foreach (var word in (string[])["migrate", "seed", "demo", "generate", "recompute", "worker", "admin", "outbox", "重新比對", "Compare anew"]) Assert.Contains(word, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_connection_it_says_which_variable_is_missing()
    {
        environment.Clear();
        Assert.Equal(CommandLine.Failed, await Run("seed"));
        Assert.Contains("ConnectionStrings__JobAnalysis", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_1()
    {
        environment["ConnectionStrings__JobAnalysis"] = "Host=127.0.0.1;Port=1;Username=nobody;Database=nothing;Timeout=2";
        Assert.Equal(CommandLine.Failed, await Run("recompute"));
        Assert.Contains("database", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_without_an_owner_prints_the_lines_for_the_administrator()
    {
        environment["ConnectionStrings__JobAnalysis"] = fixture.Database.OwnerConnectionString;
        Assert.Equal(CommandLine.Done, await Run("migrate"));
        Assert.Contains("GRANT SELECT, INSERT", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_with_an_owner_grants_by_itself()
    {
        environment["ConnectionStrings__JobAnalysisOwner"] = fixture.Database.OwnerConnectionString;
        Assert.Equal(CommandLine.Done, await Run("migrate"));
        Assert.DoesNotContain("GRANT", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seed_may_run_again()
    {
        Assert.Equal(CommandLine.Done, await Run("seed"));
        Assert.Contains("up to date", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_is_refused_beside_another_agency()
    {
        Assert.Equal(CommandLine.Failed, await Run("demo"));
        Assert.NotEmpty(error.ToString());
    }

    [Fact]
    public async Task The_first_administrator_is_made_with_a_password_that_keeps_the_rules()
    {
        password = "short";
        Assert.Equal(CommandLine.Failed, await Run("admin", "create", "--user-name", "root"));
        Assert.Contains("12", error.ToString(), StringComparison.Ordinal);
        password = "Long-enough-2026";
        Assert.Equal(CommandLine.Done, await Run("admin", "create", "--user-name", "root"));
        // The tool takes the machine's own clock.
        await using var today = new TestApplication(fixture.Database.AppConnectionString, TimeProvider.System.GetUtcNow());
        Assert.Equal([Role.SystemAdministrator], (await today.ActorAsync("root")).Roles);
        Assert.DoesNotContain(password, output.ToString(), StringComparison.Ordinal);
        Assert.Equal(CommandLine.Failed, await Run("admin", "create", "--user-name", "ROOT"));
        Assert.Equal(CommandLine.Done, await Run("outbox", "--all"));
    }

    [Fact]
    public async Task Recompute_publishes_and_says_the_number()
    {
        var (_, appointment) = await fixture.Agency.AddHolderAsync(fixture.Agency.RootUnitId, null, GapFixture.Start);
        Assert.Equal(CommandLine.Done, await Run("recompute", "--organization", "A1", "--as-of", "115/5/30", "--full"));
        Assert.Contains("A1: #1 民國115年5月30日", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2026, 5, 30), (await fixture.ResultAsync(appointment))!.AsOf);

        Assert.Equal(CommandLine.Done, await Run("recompute"));
        Assert.Contains("A1: #2 民國115年6月1日", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(CommandLine.Done, await Run("recompute", "--as-of", "2026-05-29"));
        Assert.Contains("依現有資料回溯", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, (await fixture.PublicationsAsync()).Count);
    }

    [Theory]
    [InlineData("--organization", "ZZ")]
    [InlineData("--as-of", "2026-06-02")]
    public async Task Recompute_of_what_is_not_there_is_1(string option, string value)
    {
        Assert.Equal(CommandLine.Failed, await Run("recompute", option, value));
        Assert.NotEmpty(error.ToString());
        Assert.Empty(await fixture.PublicationsAsync());
    }
}
