using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Gaps;
using JobAnalysis.TestKit;

namespace JobAnalysis.Chaos.Tests;

/// <summary>What must hold after any fault (security-reliability.md D, O1–O7).</summary>
public static class Oracle
{
    /// <summary>Results, totals and who may not be computed, without the number and day of the publication that happened to write them.</summary>
    private const string Canonical = """
        select md5(string_agg(line, E'\n' order by line)) from (
          select 'r' || (to_jsonb(g) - array['publication_id', 'as_of', 'requirement_id', 'input_revision'])::text as line from gap_result g
          union all
          select 't' || (to_jsonb(t) - array['publication_id', 'as_of'])::text from gap_total t) x
        """;

    private const string Waiting = """
        select organization_id || ' as of ' || as_of || ': ' || published || ' of ' || requested || ' published, epoch ' || epoch || ', held by ' || coalesce(claimed_by, 'nobody') from gap_run where requested > published
        """;

    /// <summary>A digest of what pages show.</summary>
    public static Task<string> ShownAsync(ChaosDatabase database) => database.AskAsync<string>(Canonical);

    public static async Task HoldsAsync(ChaosDatabase database, Journal? journal = null)
    {
        List<string> faults = [];
        if (journal is not null) faults.AddRange(await journal.FaultsAsync(database));
        faults.AddRange(await Runs(database));
        faults.AddRange(await Results(database));
        faults.AddRange(await Audit(database));
        faults.AddRange(await Integrity(database));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>O3: one publication an epoch, in the order of days, none that its slot does not know.</summary>
    private static async Task<IEnumerable<string>> Runs(ChaosDatabase database) =>
    [
        .. await database.ListAsync("""
            select 'O3: ' || count(*) || ' publications of one epoch of ' || organization_id || ' as of ' || as_of
            from gap_publication group by organization_id, as_of, formula_version, epoch having count(*) > 1
            """),
        .. await database.ListAsync("""
            select 'O3: publication ' || p.id || ' of ' || p.organization_id || ' has epoch ' || p.epoch || ', its slot only ' || coalesce(r.epoch, -1)
            from gap_publication p left join gap_run r on r.organization_id = p.organization_id and r.as_of = p.as_of and r.formula_version = p.formula_version
            where r.epoch is null or p.epoch > r.epoch
            """),
        .. await database.ListAsync("""
            select 'O3: publication ' || id || ' of ' || organization_id || ' goes back to ' || as_of from (
              select *, max(as_of) over (partition by organization_id order by id rows between unbounded preceding and 1 preceding) as before from gap_publication) p where before > as_of
            """),
        .. await database.ListAsync("""
            select 'O3: result of ' || g.appointment_id || ' names publication ' || g.publication_id || ', which is not there'
            from gap_result g where not exists (select from gap_publication p where p.organization_id = g.organization_id and p.id = g.publication_id)
            """),
        .. await database.ListAsync("select 'O3: slot of ' || organization_id || ' as of ' || as_of || ' still waits: ' || coalesce(last_failure, '') from gap_run where requested > published"),
    ];

    /// <summary>O4: what stands there is what a clean full run writes into empty tables.</summary>
    private static async Task<IEnumerable<string>> Results(ChaosDatabase database)
    {
        var found = await database.AskAsync<string>(Canonical);
        var day = await database.AskAsync<DateOnly>("select max(as_of) from gap_publication");
        await database.ExecuteAsync("delete from gap_result; delete from gap_total");
        await using var application = database.Open();
        await application.EndsAsync(application.SendAsync(Actor.System(day), new Recompute.Operation(null, day, true)), "a clean run after the fault", () => database.ListAsync(Waiting));
        var clean = await database.AskAsync<string>(Canonical);
        return found == clean ? [] : [$"O4: results {found} differ from those of a clean run {clean}"];
    }

    /// <summary>O5: the chain verifies once everything is sealed.</summary>
    private static async Task<IEnumerable<string>> Audit(ChaosDatabase database)
    {
        await using var application = database.Open();
        var system = Actor.System(Databases.DemoDay);
        await application.SendAsync(system, new SealAuditTrail.Operation());
        var chains = await application.SendAsync(system, new VerifyAuditTrail.Query());
        return chains.Where(c => c.FirstBrokenLink is not null || c.ChangedDetails > 0).Select(c => $"O5: chain {c.ChainId} breaks at link {c.FirstBrokenLink}");
    }

    /// <summary>O7: indexes agree with their tables.</summary>
    private static async Task<IEnumerable<string>> Integrity(ChaosDatabase database)
    {
        await database.ExecuteAsync("create extension if not exists amcheck");
        try
        {
            await database.ExecuteAsync("""
                select bt_index_check(c.oid, i.indisunique) from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam join pg_namespace n on n.oid = c.relnamespace
                where a.amname = 'btree' and n.nspname = 'public' and c.relpersistence = 'p' and i.indisready and i.indisvalid
                """);
            return [];
        }
        catch (Npgsql.PostgresException exception)
        {
            return [$"O7: {exception.MessageText}"];
        }
    }
}
