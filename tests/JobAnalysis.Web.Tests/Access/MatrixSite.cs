using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using JobAnalysis.TestKit;
using Npgsql;

namespace JobAnalysis.Web.Tests.Access;

/// <summary>The site with today's demo and its first publication, one session for each role, and an ear on every SQL text.</summary>
public sealed partial class MatrixSite : WebFixture, IAsyncLifetime
{
    private readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<string>> statements = new();
    private readonly Dictionary<string, (Browser Browser, string Token)> browsers = new(StringComparer.Ordinal);
    private readonly ActivityListener ear;
    private NpgsqlDataSource? owner;

    public MatrixSite()
    {
        ear = new()
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = Hear,
        };
        ActivitySource.AddActivityListener(ear);
    }

    public MatrixWorld World { get; private set; } = null!;

    public NpgsqlDataSource Owner => owner!;

    protected override Task<TestDatabase> CloneAsync() => DemoDatabase.CloneAsync();

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        Clock.AdjustTime(TimeProvider.System.GetUtcNow());
        owner = NpgsqlDataSource.Create(Database.OwnerConnectionString);
        World = await MatrixWorld.ReadAsync(owner);
        foreach (var actor in World.Actors) browsers[actor.Role] = await OpenAsync(actor);
    }

    public override async ValueTask DisposeAsync()
    {
        ear.Dispose();
        if (owner is not null) await owner.DisposeAsync();
        await base.DisposeAsync();
    }

    public (Browser Browser, string Token) BrowserOf(string role) => browsers[role];

    /// <summary>Signs in once more, for a test that ends its session.</summary>
    public async Task<(Browser Browser, string Token)> OpenAsync(MatrixActor actor)
    {
        var browser = actor.UserName is null ? Visitor() : await SignInAsync(actor.UserName, DemoDatabase.Password);
        var page = await browser.Client.GetStringAsync(new Uri(actor.UserName is null ? "/account/sign-in" : "/account/sessions", UriKind.Relative));
        return (browser, Token().Match(page).Groups["token"].Value);
    }

    /// <summary>Sends one request and hears what it asked of the database.</summary>
    public async Task<Answer> SendAsync((Browser Browser, string Token) from, string verb, string address, string body, IReadOnlyCollection<string> ids)
    {
        var trace = ActivityTraceId.CreateRandom();
        var heard = statements[trace] = new();
        using var request = new HttpRequestMessage(new(verb), new Uri(address, UriKind.Relative));
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        request.Headers.Accept.ParseAdd("text/html");
        if (verb is not ("GET" or "HEAD" or "OPTIONS" or "TRACE"))
            request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", from.Token), .. body.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair => new KeyValuePair<string, string>(pair[0], pair[1]))]);
        using var response = await from.Browser.Client.SendAsync(request);
        var text = Browser.WithoutTokens(await response.Content.ReadAsStringAsync()).Replace(trace.ToString(), "TRACE", StringComparison.Ordinal);
        string[] headers = [.. response.Headers.Concat(response.Content.Headers).Where(h => h.Key != "Date").Select(h => $"{h.Key}: {string.Join(", ", h.Value)}").Order(StringComparer.Ordinal)];
        statements.TryRemove(trace, out _);
        return new((int)response.StatusCode, response.Headers.Location?.OriginalString, Blind(string.Join('\n', headers), ids), Blind(text, ids), [.. heard]);
    }

    /// <summary>The sender knows the ids that he sent; an answer that repeats them tells nothing.</summary>
    private static string Blind(string text, IReadOnlyCollection<string> ids) => ids.Where(id => id.Length > 0).Aggregate(text, static (all, id) => all.Replace(id, "ID", StringComparison.OrdinalIgnoreCase));

    private void Hear(Activity activity)
    {
        if (activity.Source.Name != "Npgsql" || !statements.TryGetValue(activity.TraceId, out var heard)) return;
        if ((activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")) is string sql) heard.Enqueue(sql);
    }

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.None, 5000)]
    private static partial Regex Token();

    /// <param name="Status">Of the answer.</param>
    /// <param name="Location">Where it leads.</param>
    /// <param name="Headers">All but Date.</param>
    /// <param name="Body">Without tokens, trace and the ids that were asked for.</param>
    /// <param name="Statements">SQL texts in order.</param>
    public sealed record Answer(int Status, string? Location, string Headers, string Body, IReadOnlyList<string> Statements);
}

/// <summary>The matrix and the abuse cases share one site: neither leaves anything behind that the other could see.</summary>
[CollectionDefinition(nameof(MatrixCollection))]
public sealed class MatrixCollection : ICollectionFixture<MatrixSite>;
