using MediatR;
using Microsoft.Extensions.Logging;

namespace JobAnalysis.Application.Messaging;

/// <summary>First: one line for each message with its duration; ids only, never names (personal data).</summary>
internal sealed partial class LogMessage<TMessage, TResult>(ILogger<LogMessage<TMessage, TResult>> logger, TimeProvider clock) : IPipelineBehavior<TMessage, TResult>
{
    public async Task<TResult> Handle(TMessage request, CancellationToken cancellationToken, RequestHandlerDelegate<TResult> next)
    {
        var started = clock.GetTimestamp();
        var result = await next();
        Handled(logger, MessageName.Of<TMessage>(), clock.GetElapsedTime(started).TotalMilliseconds);
        return result;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{MessageName} in {Milliseconds:0.0} ms")]
    private static partial void Handled(ILogger logger, string messageName, double milliseconds);
}

internal static class MessageName
{
    /// <summary>PublishProfileVersion for PublishProfileVersion.Command.</summary>
    public static string Of<TMessage>() => typeof(TMessage).DeclaringType?.Name ?? typeof(TMessage).Name;
}
