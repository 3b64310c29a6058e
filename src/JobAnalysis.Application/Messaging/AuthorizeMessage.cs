using System.Reflection;
using JobAnalysis.Application.Access;
using MediatR;
using Microsoft.Extensions.Logging;

namespace JobAnalysis.Application.Messaging;

/// <summary>Second: may the actor do this? A message without <see cref="RequiresAttribute"/> is refused, so forgetting is loud.</summary>
internal sealed partial class AuthorizeMessage<TMessage, TResult>(RequestContext context, ILogger<AuthorizeMessage<TMessage, TResult>> logger) : IPipelineBehavior<TMessage, TResult>
{
    private static readonly RequiresAttribute? Requirement = typeof(TMessage).GetCustomAttribute<RequiresAttribute>();

    public Task<TResult> Handle(TMessage request, CancellationToken cancellationToken, RequestHandlerDelegate<TResult> next)
    {
        if (Requirement is null) throw new InvalidOperationException($"{MessageName.Of<TMessage>()} declares no [Requires].");
        if (Requirement.AnyOf.Contains(Capability.Anonymous)) return next();
        if (context.Actor is not { } actor) throw new SignInRequiredException();
        if (Requirement.AnyOf.Any(actor.Can)) return next();
        Refused(logger, MessageName.Of<TMessage>(), actor.AccountId);
        throw RoleCapabilities.AreAbsentFor(actor, Requirement.AnyOf) ? new AbsentException() : new ForbiddenException();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{MessageName} refused for account {AccountId}")]
    private static partial void Refused(ILogger logger, string messageName, Guid accountId);
}
