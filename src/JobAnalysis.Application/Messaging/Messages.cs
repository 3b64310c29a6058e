using MediatR;

namespace JobAnalysis.Application.Messaging;

/// <summary>What a page, an endpoint, a job or the command line sends. Every message carries <see cref="Access.RequiresAttribute"/>.</summary>
/// <typeparam name="TResult">What its handler returns.</typeparam>
public interface IMessage<out TResult> : IRequest<TResult>;

/// <summary>Changes something: runs in one transaction with its audit rows and its idempotency row.</summary>
/// <typeparam name="TResult">What its handler returns; <see cref="Done"/> where there is nothing to say.</typeparam>
public interface ICommand<out TResult> : IMessage<TResult>;

/// <summary>Reads in one snapshot and changes nothing.</summary>
/// <typeparam name="TResult">What its handler returns.</typeparam>
public interface IQuery<out TResult> : IMessage<TResult>;

/// <summary>A command of the operator or of seeding that manages its own transactions (runs, COPY); the pipeline opens none.</summary>
/// <typeparam name="TResult">What its handler returns.</typeparam>
public interface IOperation<out TResult> : IMessage<TResult>;

/// <summary>The result of a command that has nothing to say.</summary>
public readonly record struct Done;

/// <summary>Handles one command. Internal, sealed, and called by the pipeline only.</summary>
public interface ICommandHandler<in TCommand, TResult> : IRequestHandler<TCommand, TResult>
    where TCommand : ICommand<TResult>;

/// <summary>Handles one query. Internal, sealed, and called by the pipeline only.</summary>
public interface IQueryHandler<in TQuery, TResult> : IRequestHandler<TQuery, TResult>
    where TQuery : IQuery<TResult>;

/// <summary>Handles one operation. Internal, sealed, and called by the pipeline only.</summary>
public interface IOperationHandler<in TOperation, TResult> : IRequestHandler<TOperation, TResult>
    where TOperation : IOperation<TResult>;

/// <summary>The one way into the application.</summary>
public interface ISender
{
    /// <summary>Sends a message through the pipeline to its handler.</summary>
    /// <exception cref="Access.SignInRequiredException">Nobody is signed in and the message is not for everyone.</exception>
    /// <exception cref="Access.ForbiddenException">The actor lacks the capability.</exception>
    /// <exception cref="Access.AbsentException">The actor sees totals only and the message is about named people.</exception>
    /// <exception cref="InvalidMessageException">A validator refused the message.</exception>
    /// <exception cref="Domain.Shared.RuleViolationException">A rule refused it.</exception>
    Task<TResult> Send<TResult>(IMessage<TResult> message, CancellationToken cancellationToken = default);
}

/// <summary>Adapts MediatR 5.1 (the version with no licence key), so that another version is a change of this folder.</summary>
internal sealed class Sender(IMediator mediator) : ISender
{
    public Task<TResult> Send<TResult>(IMessage<TResult> message, CancellationToken cancellationToken = default) => mediator.Send(message, cancellationToken);
}
