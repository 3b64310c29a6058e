using Npgsql;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>Raw SQL because the digest must be of what the table holds (reviewed: digests and ids of the audit only, across agencies, for sealing and verifying).</summary>
internal static class AuditSealSql
{
    private const long SealerLock = 0x4A41_5EA1;

    // A JSON array names every column, null or not, without ambiguity; the database writes it the same way each time.
    private const string Digest = """
        sha256(convert_to(jsonb_build_array(e.id, e.organization_id, (extract(epoch from e.at) * 1000000)::bigint, e.account_id, e.acting_as, e.what, e.kind,
          to_jsonb(e.subjects), e.object_id, e.change, encode(e.detail_digest, 'hex'), e.address)::text, 'UTF8'))
        """;

    public readonly record struct Unsealed(Guid EventId, Guid ChainId, byte[] Digest);

    public readonly record struct Sealed(long Number, byte[] Hash, byte[] Digest);

    /// <summary>One sealer at a time; another goes home. Held until the transaction ends.</summary>
    public static async Task<bool> TryBecomeSealer(JobAnalysisDb db, CancellationToken cancellationToken)
    {
        await using var command = db.Command("select pg_try_advisory_xact_lock(@key)", new NpgsqlParameter("key", SealerLock));
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>
    /// Events without a seal, in order. Ids begin with their time, so it is enough to look from an hour before the newest sealed one:
    /// no transaction lives that long (idle_in_transaction_session_timeout is a minute).
    /// </summary>
    public static async Task<IReadOnlyList<Unsealed>> ListUnsealed(JobAnalysisDb db, Guid from, int most, CancellationToken cancellationToken)
    {
        await using var command = db.Command($"""
            select e.id, coalesce(e.organization_id, '00000000-0000-0000-0000-000000000000'), {Digest}
            from audit_event e where e.id >= @from and not exists (select from audit_seal s where s.event_id = e.id)
            order by e.id limit @most
            """, new("from", from), new("most", most));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<Unsealed> rows = [];
        while (await reader.ReadAsync(cancellationToken)) rows.Add(new(reader.GetGuid(0), reader.GetGuid(1), reader.GetFieldValue<byte[]>(2)));
        return rows;
    }

    public static async Task<Dictionary<Guid, (long Number, byte[] Hash)>> FindEnds(JobAnalysisDb db, Guid[] chains, CancellationToken cancellationToken)
    {
        await using var command = db.Command("""
            select c.id, s.number, s.hash from unnest(@chains) c(id)
            cross join lateral (select number, hash from audit_seal where chain_id = c.id order by number desc limit 1) s
            """, new NpgsqlParameter("chains", chains));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        Dictionary<Guid, (long, byte[])> ends = [];
        while (await reader.ReadAsync(cancellationToken)) ends.Add(reader.GetGuid(0), (reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)));
        return ends;
    }

    public static async Task Append(JobAnalysisDb db, Guid[] events, Guid[] chains, long[] numbers, byte[][] hashes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = db.Command("""
            insert into audit_seal(event_id, chain_id, number, hash, sealed_at)
            select e, c, n, h, @now from unnest(@events, @chains, @numbers, @hashes) as rows(e, c, n, h)
            """, new("events", events), new("chains", chains), new("numbers", numbers), new("hashes", hashes), new("now", now.ToUniversalTime()));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<IReadOnlyList<Guid>> ListChains(JobAnalysisDb db, CancellationToken cancellationToken)
    {
        await using var command = db.Command("""
            select id from organization union all select '00000000-0000-0000-0000-000000000000'::uuid
            union select distinct chain_id from audit_seal order by 1
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<Guid> chains = [];
        while (await reader.ReadAsync(cancellationToken)) chains.Add(reader.GetGuid(0));
        return chains;
    }

    /// <summary>The chain from its first link, each with the digest of its event as it is now; a vanished event has an empty one.</summary>
    public static async IAsyncEnumerable<Sealed> ReadChain(JobAnalysisDb db, Guid chainId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = db.Command($"""
            select s.number, s.hash, case when e.id is null then ''::bytea else {Digest} end
            from audit_seal s left join audit_event e on e.id = s.event_id and coalesce(e.organization_id, '00000000-0000-0000-0000-000000000000') = s.chain_id
            where s.chain_id = @chain order by s.number
            """, new NpgsqlParameter("chain", chainId));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) yield return new(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2));
    }

    /// <summary>Details whose text no longer has the digest of their event, and events whose details were erased.</summary>
    public static async Task<(long Changed, long Erased, long Unsealed)> CountFaults(JobAnalysisDb db, Guid chainId, Guid sealedUpTo, CancellationToken cancellationToken)
    {
        await using var command = db.Command("""
            select count(*) filter (where d.event_id is not null and sha256(d.salt || convert_to(d.text, 'UTF8')) is distinct from e.detail_digest),
                   count(*) filter (where d.event_id is null and e.detail_digest is not null),
                   count(*) filter (where e.id < @upTo and not exists (select from audit_seal s where s.event_id = e.id))
            from audit_event e left join audit_detail d on d.event_id = e.id
            where coalesce(e.organization_id, '00000000-0000-0000-0000-000000000000') = @chain
            """, new("chain", chainId), new("upTo", sealedUpTo));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }
}
