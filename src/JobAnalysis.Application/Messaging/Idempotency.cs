using System.Security.Cryptography;
using System.Text.Json;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Messaging;

/// <summary>Result of a command that a form sent, by actor, form key and content: the second submit gets the first's result.</summary>
[ScopeKind(ScopeKind.System)]
public sealed class IdempotencyRecord
{
    public Guid AccountId { get; init; }

    public Guid Key { get; init; }

    public required string Message { get; init; }

    /// <summary>SHA-256 of the message; a form sent again with other content is another act.</summary>
    public required byte[] ContentHash { get; init; }

    public string? Result { get; init; }

    public DateTimeOffset RecordedAt { get; init; }
}

/// <summary>Claims the key inside the command's transaction, so that a double click waits for the first and then gets its result.</summary>
internal sealed class Idempotency(RequestContext context, JobAnalysisDb db, TimeProvider clock)
{
    public readonly record struct Claimed<TResult>(bool Known, TResult? Result, Guid AccountId, Guid Key, string Message, byte[] Hash);

    public async Task<Claimed<TResult>> Claim<TMessage, TResult>(TMessage message, CancellationToken cancellationToken)
    {
        if (context.IdempotencyKey is not { } key) return default;
        var accountId = context.Actor?.AccountId ?? Guid.Empty;
        var name = MessageName.Of<TMessage>();
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(message));
        var found = await IdempotencySql.Claim(db, accountId, key, name, hash, clock.GetUtcNow(), cancellationToken);
        return found is null
            ? new(false, default, accountId, key, name, hash)
            : new(true, JsonSerializer.Deserialize<TResult>(found), accountId, key, name, hash);
    }

    /// <summary>Puts the result into the trip that ends the command.</summary>
    public static void Remember<TResult>(RoundTrip trip, Claimed<TResult> claim, TResult result)
    {
        if (claim.Hash is not null) IdempotencySql.Remember(trip, claim.AccountId, claim.Key, claim.Message, claim.Hash, JsonSerializer.Serialize(result));
    }
}
