namespace JobAnalysis.Benchmarks;

/// <summary>What happens between two runs. Every change undoes itself when made again, so that each measured run starts from the same amount of work.</summary>
internal sealed class Changes(BenchCluster cluster)
{
    /// <summary>People of whom one level changes: 3 % for a typical full run; 1 % over all agencies; the same number in four agencies.</summary>
    public async Task Prepare(int people)
    {
        await cluster.Execute($"""
            drop table if exists bench.typical, bench.spread, bench.four;
            create table bench.typical as select organization_id, person_id from accepted_vector where levels <> '\x{new string('f', 38)}' order by md5(person_id::text || 'typical') limit {people * 3 / 100};
            create table bench.spread as select organization_id, person_id from accepted_vector where levels <> '\x{new string('f', 38)}' order by md5(person_id::text || 'spread') limit {people / 100};
            create table bench.four as
              with four as (select organization_id from person group by 1 having count(*) >= {people / 400} order by count(*), 1 limit 4)
              select organization_id, person_id from (
                select v.organization_id, v.person_id, row_number() over (partition by v.organization_id order by md5(v.person_id::text)) n
                from accepted_vector v join four using (organization_id) where levels <> '\x{new string('f', 38)}') x
              order by n, organization_id limit {people / 100};
            analyze bench.typical; analyze bench.spread; analyze bench.four;
            """);
    }

    /// <summary>One valid level n of each person becomes 5 - n, in vector and row, and the input revision rises.</summary>
    public async Task Levels(string set)
    {
        await cluster.Execute($"""
            create temp table chosen as
              select v.organization_id, v.person_id, min(i) as ordinal from accepted_vector v join bench.{set} using (organization_id, person_id)
              cross join lateral generate_series(0, octet_length(v.levels) - 1) i where get_byte(v.levels, i) <= 5 group by 1, 2;
            update person p set input_revision = p.input_revision + 1 from chosen c where p.organization_id = c.organization_id and p.id = c.person_id;
            update accepted_vector v set levels = set_byte(v.levels, c.ordinal, 5 - get_byte(v.levels, c.ordinal)), input_revision = p.input_revision
              from chosen c join person p on p.organization_id = c.organization_id and p.id = c.person_id
              where v.organization_id = c.organization_id and v.person_id = c.person_id;
            update accepted_level l set level = 5 - l.level from chosen c join competency k on k.ordinal = c.ordinal
              where l.organization_id = c.organization_id and l.person_id = c.person_id and l.competency_id = k.id and l.superseded_at is null;
            drop table chosen;
            """);
    }

    /// <summary>Every agency turns from one version of the framework to the other.</summary>
    public async Task Version()
    {
        if (await cluster.Ask<long>("select count(*) from framework_version where framework_id = (select framework_id from framework_adoption limit 1)") < 2)
        {
            await using var owner = Npgsql.NpgsqlDataSource.Create(cluster.OwnerConnectionString);
            await using var db = Migrations.Generate.SyntheticFramework.Open(owner);
            await Migrations.Generate.SyntheticFramework.WriteVersion(db, 2, CancellationToken.None);
        }
        await cluster.Execute("""
            update framework_adoption a set framework_version_id = v.id from framework_version v where v.framework_id = a.framework_id and v.id <> a.framework_version_id
            """);
        await cluster.Execute("vacuum (analyze) framework_adoption");
    }

    /// <summary>As before the first night: no result, no history, no run.</summary>
    public async Task Empty()
    {
        var tables = await cluster.Lines("select quote_ident(relname) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and (relname like 'gap\\_%' or relname = 'resolved_requirement')");
        await cluster.Execute($"truncate {string.Join(", ", tables)}");
    }

    public Task ForgetHistory() => cluster.Execute("truncate gap_history");
}
