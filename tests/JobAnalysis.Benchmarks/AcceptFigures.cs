using System.Collections.Concurrent;
using System.Diagnostics;
using JobAnalysis.Application;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Assessments;
using JobAnalysis.Application.Messaging;
using Npgsql;

namespace JobAnalysis.Benchmarks;

/// <summary>The whole message with which a rater hands in and the levels are accepted, with its pipeline, against INSERT and COMMIT of one row: one client and eight.</summary>
internal sealed class AcceptFigures(BenchCluster cluster, Figures figures)
{
    private const int Messages = 160;
    private const int WarmUp = 600;
    private readonly ConcurrentQueue<(Guid Person, Guid Account)> people = new();
    private readonly List<RatingRow> rows = [];

    public async Task Run()
    {
        await Accounts.Make(cluster);
        await Choose();
        var settings = new NpgsqlConnectionStringBuilder(cluster.AppConnectionString);
        await using var proxy = new RoundTripProxy(settings.Host!);
        await using (var direct = Services(settings.ConnectionString))
        {
            // Plans, pools and the compiler first.
            await Clients(8, WarmUp, client => Submit(direct));
            await InsertRows(8, WarmUp);
            foreach (var clients in (int[])[1, 8])
            {
                // Side by side: half of the inserts before, half after.
                var inserts = await InsertRows(clients, Messages);
                var submits = await Clients(clients, Messages, _ => Submit(direct));
                inserts.AddRange(await InsertRows(clients, Messages));
                foreach (var (name, share) in new[] { ("median", 0.5), ("p95", 0.95) })
                {
                    var (accept, insert) = (Figures.Percentile(submits, share), Figures.Percentile(inserts, share));
                    figures.Add($"accept_over_insert_{clients}_{name}", accept / insert, submits.Count, new { accept_ms = Math.Round(accept * 1000, 2), insert_ms = Math.Round(insert * 1000, 2) });
                }
            }
        }
        await using var counted = Services(new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Host = proxy.Host }.ConnectionString);
        List<double> trips = [];
        for (var i = 0; i < 12; i++)
        {
            await using var scope = counted.CreateAsyncScope();
            var (send, _) = await Prepare(scope.ServiceProvider);
            var before = proxy.Count;
            await send();
            if (i >= 2) trips.Add(proxy.Count - before);
        }
        figures.Add("accept_round_trips", Figures.Median(trips), trips.Count);
    }

    /// <summary>A round in which nobody was rated and everybody got the notice; its people, each with the account of the head of the section.</summary>
    private async Task Choose()
    {
        await cluster.Execute("""
            with latest as (
              select r.*, gen_random_uuid() as new_id from assessment_round r join bench.largest using (organization_id) where r.valid_from < date '2026-11-23' order by r.valid_from desc limit 1),
            round as (
              insert into assessment_round(organization_id, id, year, name_zh_hant, name_en, framework_version_id, valid_from, document_number, notice_version, supervisors_observe_attitudes, retention_years)
              select organization_id, new_id, (select max(year) + 1 from assessment_round x where x.organization_id = latest.organization_id), name_zh_hant, name_en, framework_version_id, valid_from + 1,
                document_number, notice_version, supervisors_observe_attitudes, retention_years from latest)
            insert into notice_delivery(organization_id, id, person_id, round_id, notice_version, method, delivered_at)
            select p.organization_id, gen_random_uuid(), p.id, l.new_id, l.notice_version, 'Paper', timestamptz '2026-11-01' from latest l join person p using (organization_id)
            """);
        await cluster.Execute("vacuum (analyze) notice_delivery, assessment, assessment_answer, accepted_level");
        var chosen = await cluster.Lines($"""
            select p.id || '/' || h.account_id from person p join bench.largest using (organization_id)
            join appointment a on a.organization_id = p.organization_id and a.person_id = p.id and a.kind = 'Regular'
            join position_placement pp on pp.organization_id = a.organization_id and pp.position_id = a.position_id
            join position_facts f on f.organization_id = a.organization_id and f.heads_unit_id = pp.unit_id
            join appointment ha on ha.organization_id = f.organization_id and ha.position_id = f.position_id and ha.kind = 'Regular'
            join person h on h.organization_id = ha.organization_id and h.id = ha.person_id
            where p.account_id is null and h.id <> p.id
            order by md5(p.id::text) limit {(Messages * 2) + WarmUp + 100}
            """);
        foreach (var line in chosen) people.Enqueue((Guid.Parse(line.AsSpan(0, 36)), Guid.Parse(line.AsSpan(37))));
        foreach (var (index, id) in (await cluster.Lines("select id from competency where key like 'synthetic-%' order by ordinal")).Index())
            rows.Add(new(Guid.Parse(id), (1 + (index % 4)).ToString(System.Globalization.CultureInfo.InvariantCulture), null));
    }

    private async Task<double> Submit(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var (send, watch) = await Prepare(scope.ServiceProvider);
        watch.Start();
        await send();
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>Who acts is resolved before: every page does that, whatever it sends.</summary>
    private async Task<(Func<Task> Send, Stopwatch Watch)> Prepare(IServiceProvider services)
    {
        if (!people.TryDequeue(out var next)) throw new InvalidOperationException("too few people whose rater has not begun");
        var context = services.GetRequiredService<RequestContext>();
        context.Actor = await services.GetRequiredService<ActorResolver>().Resolve(next.Account, null, CancellationToken.None);
        context.IdempotencyKey = Guid.CreateVersion7();
        var sender = services.GetRequiredService<ISender>();
        return (async () =>
        {
            var submitted = await sender.Send(new SubmitRating.Command(next.Person, rows, 0), CancellationToken.None);
            if (submitted?.Rated != rows.Count) throw new InvalidOperationException("the rating was not taken");
        }, new Stopwatch());
    }

    private async Task<List<double>> InsertRows(int clients, int count)
    {
        await cluster.Execute("create table if not exists bench.one_row(id uuid primary key, at timestamptz not null, text text not null)");
        return await Clients(clients, count, async _ =>
        {
            await using var connection = await cluster.Admin.OpenConnectionAsync();
            var watch = Stopwatch.StartNew();
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var command = new NpgsqlCommand("insert into bench.one_row values ($1, $2, $3)", connection, transaction) { Parameters = { new() { Value = Guid.CreateVersion7() }, new() { Value = TimeProvider.System.GetUtcNow() }, new() { Value = "row" } } })
                await command.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
            return watch.Elapsed.TotalSeconds;
        });
    }

    private static async Task<List<double>> Clients(int clients, int count, Func<int, Task<double>> act)
    {
        var times = new ConcurrentBag<double>();
        var left = count;
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0) times.Add(await act(client));
        })));
        return [.. times];
    }

    private static ServiceProvider Services(string connectionString) => new ServiceCollection()
        .AddSingleton<TimeProvider>(BenchClock.Instance)
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error))
        .AddApplication(connectionString)
        .BuildServiceProvider();
}
