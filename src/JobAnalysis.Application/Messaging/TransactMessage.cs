using System.Data;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JobAnalysis.Application.Messaging;

/// <summary>
/// Last: one transaction. A command saves, audits and remembers its idempotency key in it; a query reads in one snapshot,
/// so that no page mixes two publications, and writes only its read-audit row.
/// </summary>
internal sealed class TransactMessage<TMessage, TResult>(JobAnalysisDb db, ClosingTrip closing, AuditTrail trail, Idempotency idempotency, RequestContext context) : IPipelineBehavior<TMessage, TResult>
{
    private const int Tries = 3;

    public Task<TResult> Handle(TMessage request, CancellationToken cancellationToken, RequestHandlerDelegate<TResult> next) => request switch
    {
        // A message sent by a handler joins the transaction that is open.
        _ when db.Database.CurrentTransaction is not null => next(),
        ICommand<TResult> => Command(request, next, cancellationToken),
        IQuery<TResult> => Query(next, cancellationToken),
        _ => next(),
    };

    private async Task<TResult> Command(TMessage message, RequestHandlerDelegate<TResult> next, CancellationToken cancellationToken)
    {
        // All or nothing: a savepoint before every save would only be two round trips more.
        db.Database.AutoSavepointsEnabled = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
                var key = await idempotency.Claim<TMessage, TResult>(message, cancellationToken);
                if (key.Known) return key.Result!;
                var result = await next();
                trail.RecordDefault(MessageName.Of<TMessage>());
                await db.SaveChangesAsync(cancellationToken);
                trail.Flush(closing, context);
                Idempotency.Remember(closing, key, result);
                await db.Send(closing, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return result;
            }
            catch (Exception exception) when (attempt < Tries && IsSerializationConflict(exception))
            {
                // The whole unit is replayed from the start: nothing of the failed attempt may survive in memory.
                Forget();
            }
            catch
            {
                Forget();
                throw;
            }
        }
    }

    private async Task<TResult> Query(RequestHandlerDelegate<TResult> next, CancellationToken cancellationToken)
    {
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var result = await next();
        trail.Flush(closing, context);
        await db.Send(closing, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private void Forget()
    {
        db.ChangeTracker.Clear();
        trail.Forget();
        closing.Forget();
    }

    private static bool IsSerializationConflict(Exception exception) =>
        (exception as PostgresException ?? (exception as DbUpdateException)?.InnerException as PostgresException)?.SqlState
            is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;
}
