using Npgsql;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>Raw SQL because EF cannot insert-or-wait: the unique key makes a second submit wait for the first's transaction.</summary>
internal static class IdempotencySql
{
    /// <summary>Claims the key; returns the remembered result (JSON) when another transaction finished with it, else null.</summary>
    public static async Task<string?> Claim(JobAnalysisDb db, Guid accountId, Guid key, string message, byte[] hash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var insert = Command(db, """
            insert into idempotency(account_id, key, message, content_hash, recorded_at) values (@account, @key, @message, @hash, @now)
            on conflict do nothing
            """, accountId, key, message, hash);
        insert.Parameters.AddWithValue("now", now.ToUniversalTime());
        if (await insert.ExecuteNonQueryAsync(cancellationToken) == 1) return null;

        await using var select = Command(db, "select result from idempotency where account_id = @account and key = @key and message = @message and content_hash = @hash", accountId, key, message, hash);
        return (string?)await select.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>Keeps the result under the claimed key, in the trip that ends the command.</summary>
    public static void Remember(RoundTrip trip, Guid accountId, Guid key, string message, byte[] hash, string result) => trip.Do(
        "update idempotency set result = @result where account_id = @account and key = @key and message = @message and content_hash = @hash",
        parameters =>
        {
            parameters.AddWithValue("account", accountId);
            parameters.AddWithValue("key", key);
            parameters.AddWithValue("message", message);
            parameters.AddWithValue("hash", hash);
            parameters.AddWithValue("result", result);
        });

    private static NpgsqlCommand Command(JobAnalysisDb db, string sql, Guid accountId, Guid key, string message, byte[] hash) =>
        db.Command(sql, new("account", accountId), new("key", key), new("message", message), new("hash", hash));
}
